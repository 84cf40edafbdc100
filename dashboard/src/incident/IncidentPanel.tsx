import { useCallback, useEffect, useState } from 'react';
import { closeIncident, fetchIncident, fetchIncidentCameras } from '../api/doors';
import { asProblem, type Problem } from '../api/problem';
import type { CloseReason, Incident, IncidentCamera } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { clockText, dateTimeText } from '../language/time';
import { LiveTile } from '../live/LiveTile';
import { mayAskForPlayback } from '../system/access';
import { useDesk } from '../system/ControlRoomProvider';
import { PanelHead } from '../system/PanelHead';
import { ProblemNote } from '../system/ProblemNote';
import type { Panel } from '../system/route';
import { useLoaded } from '../system/useLoaded';
import { CloseIncidentDialog } from './CloseIncidentDialog';
import { IncidentAgencies } from './IncidentAgencies';
import { IncidentChecklist } from './IncidentChecklist';
import { IncidentProgress } from './IncidentProgress';
import './incident.css';

/** So many pictures play by themselves, nearest first; the rest on request. */
const LIVE_AT_ONCE = 4;

export function IncidentPanel({ incidentId, open }: { incidentId: string; open(panel: Panel): void }) {
  const { t, code } = useSpeech();
  const { room, tell } = useDesk();
  const load = useCallback((signal: AbortSignal) => fetchIncident(incidentId, signal), [incidentId]);
  const loaded = useLoaded(load);
  useEffect(() => {
    if (loaded.value) tell({ type: 'incidentChanged', incident: loaded.value });
  }, [loaded.value, tell]);
  const incident = room.incidents.find((known) => known.incidentId === incidentId) ?? loaded.value;
  return (
    <section
      className="panel"
      data-testid="incident-detail"
      data-incident-id={incidentId}
      data-status={incident?.status}
      aria-label={t('incident.title')}
    >
      <PanelHead
        title={incident ? code('kind', incident.kind) : t('incident.title')}
        onClose={() => open({ kind: 'none' })}
        badge={
          incident && (
            <span className={`state ${incident.status === 'OPEN' ? 'ESCALATED' : 'DISMISSED'}`}>
              {code('incidentStatus', incident.status)}
            </span>
          )
        }
      />
      {loaded.problem && <ProblemNote problem={loaded.problem} retry={loaded.reload} />}
      {incident ? (
        <IncidentDetail incident={incident} open={open} />
      ) : (
        !loaded.problem && (
          <p className="empty" aria-busy="true">
            {t('app.loading')}
          </p>
        )
      )}
    </section>
  );
}

function IncidentDetail({ incident, open }: { incident: Incident; open(panel: Panel): void }) {
  const { t, code } = useSpeech();
  const { tell } = useDesk();
  const [closing, setClosing] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const take = (step: Promise<Incident>) => {
    step.then(
      (next) => {
        setProblem(null);
        tell({ type: 'incidentChanged', incident: next });
      },
      (thrown: unknown) => setProblem(asProblem(thrown)),
    );
  };
  const close = (reason: CloseReason, remark: string | null) => {
    setClosing(false);
    take(closeIncident(incident.incidentId, reason, remark));
  };
  return (
    <>
      <p className="panel-lead">{incident.summary}</p>
      {problem && <ProblemNote problem={problem} />}
      <IncidentProgress incident={incident} take={take} />
      {incident.status === 'OPEN' && (
        <button type="button" onClick={() => setClosing(true)} data-testid="incident-close">
          {t('incident.close')}
        </button>
      )}
      {closing && (
        <CloseIncidentDialog onSubmit={close} onClose={() => setClosing(false)} />
      )}
      <IncidentAgencies incident={incident} take={take} />
      <IncidentChecklist incident={incident} take={take} />
      <IncidentCameras key={incident.status} incident={incident} open={open} />
      <h3>{t('incident.timeline')}</h3>
      <ol className="timeline" data-testid="incident-timeline">
        {(incident.timeline ?? []).map((entry, at) => (
          <TimelineRow key={`${entry.at}-${at}`} entry={entry} />
        ))}
      </ol>
      <dl className="facts">
        <dt>{t('incident.caseNo')}</dt>
        <dd>
          {incident.caseNo ?? t('incident.own')}
          {typeof incident.code === 'number' && ` · CODE ${incident.code}`}
        </dd>
        {incident.address && (
          <>
            <dt>{t('incident.address')}</dt>
            <dd>{incident.address}</dd>
          </>
        )}
        <dt>{t('incident.agency')}</dt>
        <dd>{incident.agency ?? t('incident.centre')}</dd>
        <dt>{t('incident.rawPhrase')}</dt>
        <dd>
          {incident.rawPhrase} · {code('statisticsClass', incident.statisticsClass)}
        </dd>
        <dt>{t('incident.holder')}</dt>
        <dd>{incident.holder ?? t('incident.nobody')}</dd>
        <dt>{t('incident.openedAt')}</dt>
        <dd className="number">
          {dateTimeText(Date.parse(incident.openedAt))} · {incident.openedBy}
        </dd>
        {incident.closedAt && (
          <>
            <dt>{t('incident.closedAt')}</dt>
            <dd className="number">
              {dateTimeText(Date.parse(incident.closedAt))} · {incident.closedBy}
              {incident.closeReason && ` · ${t(`closeReason.${incident.closeReason}`)}`}
              {incident.closeRemark && ` · ${incident.closeRemark}`}
            </dd>
          </>
        )}
        <dt>{t('camera.place')}</dt>
        <dd className="number">
          {incident.lat.toFixed(5)}, {incident.lon.toFixed(5)}
        </dd>
      </dl>
    </>
  );
}

function TimelineRow({ entry }: { entry: Incident['timeline'][number] }) {
  const { code } = useSpeech();
  return (
    <li>
      <time dateTime={entry.at} className="number">
        {clockText(Date.parse(entry.at))}
      </time>
      <strong>{code('timeline', entry.what)}</strong> · {entry.who}
      {entry.detail && <span className="detail">{entry.detail}</span>}
    </li>
  );
}

function IncidentCameras({ incident, open }: { incident: Incident; open(panel: Panel): void }) {
  const { t } = useSpeech();
  const load = useCallback(
    (signal: AbortSignal) => fetchIncidentCameras(incident.incidentId, signal),
    [incident.incidentId],
  );
  const loaded = useLoaded(load);
  const [watched, setWatched] = useState<ReadonlySet<string>>(new Set());
  const cameras = loaded.value?.items ?? [];
  return (
    <>
      <h3>{t('incident.cameras', { count: cameras.length })}</h3>
      {loaded.problem && <ProblemNote problem={loaded.problem} retry={loaded.reload} />}
      {loaded.value && cameras.length === 0 && <p className="empty">{t('incident.noCameras')}</p>}
      <ul className="incident-cameras">
        {cameras.map((near, at) => (
          <li key={near.camera.cameraId} data-testid="incident-camera" data-camera-id={near.camera.cameraId}>
            {incident.status === 'OPEN' && (at < LIVE_AT_ONCE || watched.has(near.camera.cameraId)) ? (
              <NearTile near={near} incident={incident} open={open} />
            ) : (
              <div className="still">
                <strong>{near.camera.name}</strong>
                <Distance near={near} />
                {incident.status === 'OPEN' && (
                  <button type="button" onClick={() => setWatched(new Set([...watched, near.camera.cameraId]))}>
                    {t('incident.watch')}
                  </button>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function NearTile({ near, incident, open }: { near: IncidentCamera; incident: Incident; open(panel: Panel): void }) {
  const { t } = useSpeech();
  const { me } = useDesk();
  return (
    <LiveTile
      cameraId={near.camera.cameraId}
      name={near.camera.name}
      compact
      zones={near.camera.zones}
      ticketPath={near.live?.ws.includes('ticket=') ? near.live.ws : null}
      actions={
        <>
          <Distance near={near} />
          {mayAskForPlayback(me) && (
            <button
              type="button"
              className="quiet"
              aria-label={t('camera.playback')}
              title={t('camera.playback')}
              onClick={() =>
                open({
                  kind: 'playback',
                  id: near.camera.cameraId,
                  from: null,
                  to: null,
                  incidentId: incident.incidentId,
                })
              }
            >
              ▶
            </button>
          )}
        </>
      }
    />
  );
}

function Distance({ near }: { near: IncidentCamera }) {
  const metres = near.distanceM;
  return (
    <span className="distance number">
      {metres < 1000 ? `${Math.round(metres)} m` : `${(metres / 1000).toFixed(1)} km`}
    </span>
  );
}
