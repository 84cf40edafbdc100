import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { serverNowMs } from '../api/clock';
import { fetchAirspaces, fetchMissions, fetchPoses, type Point } from '../api/registry';
import type { Airspace, Camera, Mission, Pose } from '../api/types';
import { planState } from '../health/plans';
import { useSpeech } from '../language/LanguageProvider';
import { dateTimeText } from '../language/time';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';
import { MissionForm } from './MissionForm';
import { inForce } from './track';
import { trackLoader } from './trackLoader';

const TrackMap = lazy(() => import('./TrackMap').then((module) => ({ default: module.TrackMap })));

const HOUR_MS = 3_600_000;
const SPANS = [1, 6, 24] as const;
const AGAIN_MS = 10_000;
const MOST_SHOWN = 10;
const NONE: readonly never[] = [];

/** A drone or vehicle: where it was, which flights are filed, and the air it must keep out of. */
export function MovingTab({ camera, runs }: { camera: Camera; runs: boolean }) {
  const { t } = useSpeech();
  const { cameraId } = camera;
  const [hours, setHours] = useState<(typeof SPANS)[number]>(1);
  const [way, setWay] = useState<readonly Point[] | null>(null);
  const poses = useLoaded(
    useMemo(
      () => trackLoader((from, signal) => fetchPoses(cameraId, from, signal), hours * HOUR_MS, serverNowMs),
      [cameraId, hours],
    ),
  );
  const missions = useLoaded(useCallback((signal: AbortSignal) => fetchMissions(cameraId, signal), [cameraId]));
  const airspaces = useLoaded(fetchAirspaces);
  const { reload } = poses;
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && reload(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [reload]);
  const drone = camera.mobility === 'DRONE';
  const track = poses.value ?? NONE;
  const filed = missions.value?.items ?? NONE;
  const air = airspaces.value?.items ?? NONE;
  return (
    <>
      <div className="form-actions" role="group" aria-label={t('healthTab.span')}>
        {SPANS.map((span) => (
          <button key={span} type="button" aria-pressed={hours === span} onClick={() => setHours(span)}>
            {t('moving.hours', { count: span })}
          </button>
        ))}
      </div>
      {[poses, missions, airspaces].map(
        (one, at) => one.problem && <ProblemNote key={at} problem={one.problem} retry={one.reload} />,
      )}
      <Suspense fallback={<p aria-busy="true">{t('app.loading')}</p>}>
        <TrackMap
          home={camera}
          poses={track}
          missions={drone ? filed : NONE}
          airspaces={air}
          way={way ?? NONE}
          onCorner={way && ((corner) => setWay([...way, corner]))}
        />
      </Suspense>
      <p className="sub">{t(drone ? 'moving.legend' : 'moving.legendVehicle')}</p>
      <LastPose pose={track.at(-1)} count={track.length} />
      {drone && (
        <>
          <Missions missions={filed} />
          {runs && camera.state !== 'RETIRED' && (
            <MissionForm cameraId={cameraId} way={way} onWay={setWay} onFiled={missions.reload} />
          )}
          <Airspaces airspaces={air} />
        </>
      )}
    </>
  );
}

function LastPose({ pose, count }: { pose: Pose | undefined; count: number }) {
  const { t } = useSpeech();
  return (
    <p role="status" data-testid="moving-pose" data-poses={count}>
      {pose ? (
        <>
          <strong>{t('moving.last')}</strong> <span className="number">{dateTimeText(Date.parse(pose.at))}</span>
          <span className="sub number">
            {' '}
            {pose.lat.toFixed(5)}, {pose.lon.toFixed(5)}
            {pose.heightM !== null && <> · {t('moving.height', { metres: Math.round(pose.heightM) })}</>}
            {pose.headingDeg !== null && <> · {Math.round(pose.headingDeg)}°</>}
          </span>
        </>
      ) : (
        t('moving.noPose')
      )}
    </p>
  );
}

function Missions({ missions }: { missions: readonly Mission[] }) {
  const { t } = useSpeech();
  return (
    <section className="card" data-testid="missions">
      <h3>{t('moving.missions')}</h3>
      {missions.length === 0 && <p className="sub">{t('moving.noMissions')}</p>}
      <ul className="plain-list">
        {missions.slice(0, MOST_SHOWN).map((mission) => {
          const state = planState(mission, serverNowMs());
          return (
            <li key={mission.missionId} data-testid="mission" data-state={state}>
              <span className="number">
                {mission.suspendedAt ? (
                  <span className="chip bad" title={mission.suspendedBecause ?? ''}>
                    {t('moving.suspended')}
                  </span>
                ) : (
                  <span className={`chip ${state === 'now' ? 'warn' : ''}`}>{t(`maintenance.${state}`)}</span>
                )}{' '}
                {dateTimeText(Date.parse(mission.from)).slice(0, -3)} – {dateTimeText(Date.parse(mission.to)).slice(11, -3)}
              </span>
              <span className="sub">
                {t('moving.height', { metres: Math.round(mission.heightM) })} · {mission.filedBy}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Airspaces({ airspaces }: { airspaces: readonly Airspace[] }) {
  const { t } = useSpeech();
  return (
    <section className="card" data-testid="airspaces">
      <h3>{t('moving.airspaces')}</h3>
      {airspaces.length === 0 && <p className="sub">{t('moving.noAirspaces')}</p>}
      <ul className="plain-list">
        {airspaces.slice(0, MOST_SHOWN).map((one) => (
          <li key={one.code} data-testid="airspace">
            <span>
              {one.name} <span className="sub mono">{one.code}</span>
            </span>
            <span className="sub number">
              {Math.round(one.floorM)}–{one.ceilingM === null ? '∞' : Math.round(one.ceilingM)} m
              {!inForce(one, serverNowMs()) && <> · {t('moving.notInForce')}</>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
