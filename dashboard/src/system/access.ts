import type { Capability, Me } from '../api/types';

/** What the screens offer. The doors decide; this only hides what would be refused anyway. */
function right(me: Me, capability: Capability) {
  return me.capabilities[capability] ?? 'NO';
}

export function maySeeLive(me: Me): boolean {
  const own = right(me, 'OWN_LIVE');
  return own === 'YES' || own === 'OPEN_CASE' || own === 'ALL';
}

const HANDLERS = ['OPERATOR', 'LEAD', 'SECONDED_OFFICER'];

/** Alerts and incidents are worked on by the control centre; the matrix has no column for it. */
export function mayHandleAlerts(me: Me): boolean {
  return HANDLERS.includes(me.role);
}

export function mayReadAlerts(me: Me): boolean {
  return mayHandleAlerts(me) || me.role === 'MANAGER';
}

/** A right that needs a second person or a case is still offered: the refusal says what is missing. */
export function mayAskForPlayback(me: Me): boolean {
  return right(me, 'PLAYBACK') !== 'NO';
}

export function mayReadLedger(me: Me): boolean {
  return right(me, 'AUDIT_LOG') !== 'NO';
}

export function seesWholeLedger(me: Me): boolean {
  return right(me, 'AUDIT_LOG') === 'ALL';
}
