import type { Alert, AlertState } from '../api/types';

/** A shift's worth; older ones are found with "all" and a search. */
export const MAX_ALERTS = 500;

const RANK: Record<AlertState, number> = { NEW: 0, CLAIMED: 1, ACKNOWLEDGED: 2, DISMISSED: 2, ESCALATED: 3 };

/** Waits for somebody; a part of another alert never does. */
export function isOpen(alert: Alert): boolean {
  return !alert.mergedInto && (alert.state === 'NEW' || alert.state === 'CLAIMED');
}

/** Takes in alerts by id, newest first. A late event never makes a handled alert new again. */
export function withAlerts(known: readonly Alert[], incoming: readonly Alert[]): Alert[] {
  const byId = new Map(known.map((alert) => [alert.alertId, alert]));
  for (const alert of incoming) {
    const before = byId.get(alert.alertId);
    if (!before || isLater(alert, before)) byId.set(alert.alertId, alert);
  }
  return [...byId.values()].sort(newestFirst).slice(0, MAX_ALERTS);
}

function isLater(alert: Alert, before: Alert): boolean {
  if (RANK[alert.state] !== RANK[before.state]) return RANK[alert.state] > RANK[before.state];
  return (alert.handledAt ?? '') >= (before.handledAt ?? '');
}

/** What the server now calls open: open ones that it no longer lists were handled while we were away. */
export function withOpenList(known: readonly Alert[], open: readonly Alert[]): Alert[] {
  const listed = new Set(open.map((alert) => alert.alertId));
  return withAlerts(
    known.filter((alert) => !isOpen(alert) || listed.has(alert.alertId)),
    open,
  );
}

function newestFirst(a: Alert, b: Alert): number {
  return Date.parse(b.raisedAt) - Date.parse(a.raisedAt) || (a.alertId < b.alertId ? -1 : 1);
}

/** The id {@code step} rows away from the selected one, staying inside; the first when nothing is selected. */
export function moveSelection(ids: readonly string[], selected: string | null, step: 1 | -1): string | null {
  if (ids.length === 0) return null;
  const at = selected === null ? -1 : ids.indexOf(selected);
  if (at < 0) return ids[0] ?? null;
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))] ?? null;
}

export function nameOf(alert: Alert): string {
  return alert.cameraName ?? alert.cameraId;
}

export function matches(alert: Alert, query: string, behaviourText: string): boolean {
  const words = query.trim().toLowerCase();
  if (!words) return true;
  return [nameOf(alert), alert.cameraId, alert.zoneName, alert.behaviour, behaviourText].some((text) =>
    text.toLowerCase().includes(words),
  );
}
