import type { Incident } from '../api/types';

const MAX_INCIDENTS = 200;

/** Takes in incidents by id: open ones first, then newest first. A late event never reopens a closed incident. */
export function withIncidents(known: readonly Incident[], incoming: readonly Incident[]): Incident[] {
  const byId = new Map(known.map((incident) => [incident.incidentId, incident]));
  for (const incident of incoming) {
    const before = byId.get(incident.incidentId);
    if (before?.status === 'CLOSED' && incident.status === 'OPEN') continue;
    byId.set(incident.incidentId, { ...before, ...incident });
  }
  return [...byId.values()].sort(openThenNewest).slice(0, MAX_INCIDENTS);
}

function openThenNewest(a: Incident, b: Incident): number {
  if (a.status !== b.status) return a.status === 'OPEN' ? -1 : 1;
  return Date.parse(b.openedAt) - Date.parse(a.openedAt);
}
