import type { ZoneKind } from '../api/types';

/** Strokes on 16 by 16. */
const STROKES: Record<ZoneKind, string> = {
  LOITERING: 'M8 2a6 6 0 1 0 .01 0M8 5v3l2 2',
  INTRUSION: 'M2 14V6l6-4 6 4v8M8 14V8m-2 2 2-2 2 2',
  LINE_CROSSING: 'M8 1v14M2 8h11m-3-3 3 3-3 3',
  WRONG_WAY: 'M14 8H3m4-4L3 8l4 4',
  RUNNING: 'M10 2a1 1 0 1 0 .01 0M5 7l3-1 2 2 3 1M8 6l-1 4 2 2v3M7 10l-4 2',
  CROWDING: 'M4 4a1 1 0 1 0 .01 0M8 3a1 1 0 1 0 .01 0M12 4a1 1 0 1 0 .01 0M2 13V8h4m-1 5V7h6v6m-1-5h4v5',
  PERSON_ON_ROADWAY: 'M8 2a1 1 0 1 0 .01 0M8 5v5m-2-3h4m-2 3-2 4m2-4 2 4M1 14 3 6m12 8-2-8',
  VEHICLE_ON_PAVEMENT: 'M2 10h12V8l-2-3H5L2 8zM4 10v2m8-2v2M1 14h6m1-2h7',
  STOPPED_VEHICLE: 'M2 13h12v-2l-2-3H5l-3 3zM6.5 2v4m3-4v4',
  ILLEGAL_PARKING: 'M8 1.5a6.5 6.5 0 1 0 .01 0M6.5 12V4.5H9a2 2 0 0 1 0 4.5H6.5',
  CONGESTION: 'M2 3h5v3H2zm7 0h5v3H9zM2 10h5v3H2zm7 0h5v3H9z',
  ABANDONED_OBJECT: 'M3 6h10v8H3zM6 6V3h4v3',
  REMOVED_OBJECT: 'M3 6h2m3 0h2m3 0v2m0 3v3h-2m-3 0H6m-3 0v-3m0-3V6M6 3h4',
  FALL: 'M3 10a1 1 0 1 0 .01 0M5 11h5l4 1M1 14h14',
  FIGHT: 'M3 3l10 10M13 3 3 13M3 6V3h3m4 0h3v3',
  FIRE: 'M8 1c1 3 4 4 4 8a4 4 0 0 1-8 0c0-2 1-3 2-4 0 1 1 2 2 2 1-2 0-4 0-6z',
  SMOKE: 'M2 5c2-2 4 2 6 0s4 2 6 0M2 9c2-2 4 2 6 0s4 2 6 0M2 13c2-2 4 2 6 0s4 2 6 0',
};

/** Beside the word for it, never instead. */
export function BehaviourIcon({ behaviour }: { behaviour: string }) {
  if (!Object.hasOwn(STROKES, behaviour)) return null;
  return (
    <svg className="behaviour-icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path d={STROKES[behaviour as ZoneKind]} fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" />
    </svg>
  );
}
