import type { Capability, Me } from '../api/types';

/** What the screens offer. The doors decide; this only hides what would be refused anyway. */
function right(me: Me, capability: Capability) {
  return me.capabilities[capability] ?? 'NO';
}

export function maySeeLive(me: Me): boolean {
  const own = right(me, 'OWN_LIVE');
  return own === 'YES' || own === 'OPEN_CASE' || own === 'ALL';
}

/** Alerts and incidents are worked on by the control centre. */
export function mayHandleAlerts(me: Me): boolean {
  return right(me, 'INCIDENTS') === 'YES';
}

export function mayReadAlerts(me: Me): boolean {
  return right(me, 'READ_INCIDENTS') === 'YES';
}

export function mayReadStatistics(me: Me): boolean {
  return right(me, 'STATISTICS') === 'YES';
}

/** Who sees nothing but the cases of an agency has a board instead of a control room; a vehicle has its own device. */
export function worksAtBoard(me: Me): boolean {
  return right(me, 'OWN_LIVE') === 'OPEN_CASE' && me.agency !== null && me.role !== 'FIELD_UNIT';
}

/** A right that needs a second person or a case is still offered: the refusal says what is missing. */
export function mayAskForPlayback(me: Me): boolean {
  return right(me, 'PLAYBACK') !== 'NO';
}

/** A purpose is enough; others need an open case that covers the camera. */
export function playsWithoutCase(me: Me): boolean {
  return right(me, 'PLAYBACK') === 'YES';
}

export function mayReadLedger(me: Me): boolean {
  return right(me, 'AUDIT_LOG') !== 'NO';
}

export function seesWholeLedger(me: Me): boolean {
  return right(me, 'AUDIT_LOG') === 'ALL';
}

export function isOwnDistrict(me: Me, districtCode: string): boolean {
  return me.districts.includes('*') || me.districts.includes(districtCode);
}

/** Register, change, import, probe and discover. */
export function mayRunCameras(me: Me): boolean {
  return right(me, 'CAMERAS') === 'YES';
}

/** Nobody changes another district's cameras. */
export function mayRunCamera(me: Me, districtCode: string): boolean {
  return mayRunCameras(me) && isOwnDistrict(me, districtCode);
}

export function mayWorkOutages(me: Me): boolean {
  return right(me, 'OUTAGES') === 'YES';
}

export function mayReadPosture(me: Me): boolean {
  return right(me, 'POSTURE') === 'YES';
}

/** Who changed what of a camera: for those who answer for others' work. */
export function mayReadHistory(me: Me, districtCode: string): boolean {
  const log = right(me, 'AUDIT_LOG');
  return log === 'ALL' || ((log === 'TEAM' || log === 'AGENCY') && isOwnDistrict(me, districtCode));
}

/** A right that needs a case or a permit is still offered: the refusal says what is missing. */
export function maySteer(me: Me): boolean {
  return right(me, 'PTZ') !== 'NO';
}

/** The model page: whoever has anything to do with rules. */
export function mayReadModels(me: Me): boolean {
  return right(me, 'RULES') !== 'NO';
}

/** A model looks at every district's cameras. */
export function mayChangeModels(me: Me): boolean {
  return right(me, 'RULES') === 'YES' && me.districts.includes('*');
}

/** Whose zones count at once, whose wait for another person, and who only looks. */
export function zoneRight(me: Me, districtCode: string): 'draw' | 'propose' | 'look' {
  if (!isOwnDistrict(me, districtCode)) return 'look';
  const rules = right(me, 'RULES');
  return rules === 'YES' ? 'draw' : rules === 'SECOND_PERSON' ? 'propose' : 'look';
}

/** The register's places: whoever watches, runs cameras, works on outages or reads the posture. */
export function mayReadRegister(me: Me): boolean {
  return maySeeLive(me) || mayRunCameras(me) || mayWorkOutages(me) || mayReadPosture(me);
}
