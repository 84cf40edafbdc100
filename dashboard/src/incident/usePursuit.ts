import { useCallback, useEffect, useMemo, useState } from 'react';
import { fetchPositions, fetchPursuit, stepIncident } from '../api/doors';
import { asProblem, type Problem } from '../api/problem';
import type { Point } from '../api/registry';
import type { Incident, Pursuit, UnitPosition } from '../api/types';
import { mayHandleAlerts } from '../system/access';
import { useDesk } from '../system/ControlRoomProvider';
import { useLoaded } from '../system/useLoaded';
import { useUnits } from './useUnits';

/** News of the incident come by themselves; cameras along the way may fail meanwhile. */
const AGAIN_MS = 15_000;

/** The pursuit of the incident that is open on the desk, for its page and for the map. */
export interface PursuitDesk {
  pursuit: Pursuit | null;
  /** Who was sent, and where they are. */
  units: readonly UnitPosition[];
  problem: Problem | null;
  /** The next press on the map says where the target is. */
  aiming: boolean;
  mayAim: boolean;
  aim(on: boolean): void;
  seen(place: Point): void;
  reload(): void;
}

/** An agency leads its own case, and says itself where its target is. */
export function mayBeSeenByUs(incident: Incident): boolean {
  if (incident.status !== 'OPEN') return false;
  return !incident.agencies.some((part) => part.until === null && part.agency === incident.agency);
}

export function usePursuit(incident: Incident | null): PursuitDesk {
  const { me, tell } = useDesk();
  const incidentId = incident?.incidentId ?? null;
  const [aimedFor, setAimedFor] = useState<string | null>(null);
  const [refused, setRefused] = useState<{ of: string; problem: Problem } | null>(null);
  const load = useCallback(
    (signal: AbortSignal) => (incidentId ? fetchPursuit(incidentId, signal) : Promise.resolve(null)),
    [incidentId],
  );
  const { value, problem, reload } = useLoaded(load);
  const changed = incident ? `${incident.status} ${(incident.timeline ?? []).at(-1)?.at ?? ''}` : '';
  useEffect(reload, [changed, reload]);
  const open = incident?.status === 'OPEN';
  const units = useUnits(
    useMemo(
      () => (open && incidentId ? (signal: AbortSignal) => fetchPositions(incidentId, signal) : null),
      [open, incidentId],
    ),
  );
  useEffect(() => {
    if (!open) return;
    const timer = setInterval(reload, AGAIN_MS);
    return () => clearInterval(timer);
  }, [open, reload]);
  const mayAim = incident !== null && mayHandleAlerts(me) && mayBeSeenByUs(incident);
  return {
    pursuit: value,
    units,
    problem: refused?.of === incidentId ? refused.problem : problem,
    aiming: mayAim && aimedFor === incidentId,
    mayAim,
    aim: (on) => setAimedFor(on ? incidentId : null),
    seen: (place) => {
      if (!incidentId) return;
      setAimedFor(null);
      stepIncident(incidentId, 'sightings', place).then(
        (next) => {
          setRefused(null);
          tell({ type: 'incidentChanged', incident: next });
        },
        (thrown: unknown) => setRefused({ of: incidentId, problem: asProblem(thrown) }),
      );
    },
    reload,
  };
}
