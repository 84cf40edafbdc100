import { useCallback, useEffect, useState } from 'react';
import { closeIncident, fetchIncident, fetchIncidentCameras } from '../api/doors';
import { asProblem, type Problem } from '../api/problem';
import type { CloseReason, ContextLayer, Incident, IncidentCamera } from '../api/types';
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
import { IncidentAround } from './IncidentAround';
import { IncidentChecklist } from './IncidentChecklist';
import { IncidentJoined } from './IncidentJoined';
import { IncidentProgress } from './IncidentProgress';
import { IncidentPursuit } from './IncidentPursuit';
import { IncidentReports } from './IncidentReports';
import { IncidentUnits } from './IncidentUnits';
import { distanceText } from './pursuit';
import type { PursuitDesk } from './usePursuit';
import './incident.css';

/** So many pictures play by themselves, nearest first; the rest on request. */
const LIVE_AT_ONCE = 4;

interface Beside {
  desk: PursuitDesk;
  layers: ReadonlySet<ContextLayer>;
  onLayers(layers: ReadonlySet<ContextLayer>): void;
}

export function IncidentPanel({
  incidentId,
  open,
  ...beside
}: Beside & { incidentId: string; open(panel: Panel): void }) {
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
        <IncidentDetail incident={incident} open={open} {...beside} />
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

function IncidentDetail({
  incident,
  open,
  desk,
  ...layers
}: Beside & { incident: Incident; open(panel: Panel): void }) {
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
      <p className="sub">
        {incident.caseNo ?? t('incident.own')} · {t('incident.holder')}: {incident.holder ?? t('incident.nobody')} ·{' '}
        <a href={`#/report/incident/${encodeURIComponent(incident.incidentId)}`} data-testid="incident-report">
          {t('report.open')}
        </a>
      </p>
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
      <IncidentJoined incident={incident} open={open} />
      <IncidentAgencies incident={incident} take={take} />
      <IncidentReports incident={incident} />
      <IncidentChecklist incident={incident} take={take} />
      <IncidentPursuit incident={incident} desk={desk} open={open} />
      <IncidentUnits units={desk.units} />
      <IncidentCameras incident={incident} open={open} />
      <IncidentAround incident={incident} {...layers} />
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
  const { reload } = loaded;
  const changed = `${incident.status} ${(incident.timeline ?? []).at(-1)?.at ?? ''}`;
  useEffect(reload, [changed, reload]);
  const all = loaded.value?.items ?? [];
  // Nobody may look through those any more: the target has moved on, or it is over.
  const past = incident.status === 'OPEN' ? all.filter((near) => near.sharedWith.length === 0) : [];
  const cameras = all.filter((near) => !past.includes(near));
  return (
    <>
      <h3>{t('incident.cameras', { count: cameras.length })}</h3>
      {loaded.problem && <ProblemNote problem={loaded.problem} retry={loaded.reload} />}
      {loaded.value && cameras.length === 0 && <p className="empty">{t('incident.noCameras')}</p>}
      <ul className="incident-cameras">
        {cameras.map((near, at) => (
          <li key={near.camera.cameraId} data-testid="incident-camera" data-camera-id={near.camera.cameraId}>
            {incident.status === 'OPEN' && (at < LIVE_AT_ONCE || watched.has(near.camera.cameraId)) ? (
              <>
                <NearTile near={near} incident={incident} open={open} />
                <Why near={near} />
              </>
            ) : (
              <div className="still">
                <strong>{near.camera.name}</strong>
                <Distance near={near} />
                <Why near={near} />
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
      {past.length > 0 && (
        <p className="sub" data-testid="incident-past-cameras">
          {t('incident.pastCameras', { names: past.map((near) => near.camera.name).join(', ') })}
        </p>
      )}
    </>
  );
}

/** Why this camera, and which agencies look through it now. */
function Why({ near }: { near: IncidentCamera }) {
  const { t, code } = useSpeech();
  const others = near.sharedWith.filter((agency) => agency !== 'CENTRE');
  return (
    <p className="camera-why" data-testid="incident-why">
      {near.reasonCodes.map((reason) => code('reasonCode', reason)).join(' · ')}
      {others.length > 0 && (
        <span className="shared-to">
          {t('incident.sharedTo', { agencies: others.map((agency) => code('agencyName', agency)).join(', ') })}
        </span>
      )}
    </p>
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
  return <span className="distance number">{distanceText(near.distanceM)}</span>;
}
