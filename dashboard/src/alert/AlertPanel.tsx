import { useCallback, useEffect } from 'react';
import { alertFrameUrl, fetchAlert, fetchCamera, fetchModel } from '../api/doors';
import type { Alert } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { dateTimeText, durationText } from '../language/time';
import { LiveTile } from '../live/LiveTile';
import { mayAskForPlayback, mayHandleAlerts } from '../system/access';
import { useDesk } from '../system/ControlRoomProvider';
import { PanelHead } from '../system/PanelHead';
import { ProblemNote } from '../system/ProblemNote';
import type { Panel } from '../system/route';
import { useLoaded } from '../system/useLoaded';
import { CUES } from '../zone/drawing';
import { AlertClip } from './AlertClip';
import { EvidenceFrame } from './EvidenceFrame';
import { isOpen, nameOf } from './queue';
import type { AlertHandling } from './useAlertHandling';

/** Playback starts so long before the behaviour began. */
const BEFORE_MS = 10_000;
const AFTER_MS = 30_000;

export function AlertPanel({
  alertId,
  handling,
  open,
}: {
  alertId: string;
  handling: AlertHandling;
  open(panel: Panel): void;
}) {
  const { room, tell } = useDesk();
  const known = room.alerts.find((alert) => alert.alertId === alertId) ?? null;
  const load = useCallback((signal: AbortSignal) => fetchAlert(alertId, signal), [alertId]);
  const loaded = useLoaded(load);
  const { t } = useSpeech();
  useEffect(() => {
    if (loaded.value) tell({ type: 'alertChanged', alert: loaded.value });
  }, [loaded.value, tell]);
  const alert = known ?? loaded.value;
  if (!alert) {
    return (
      <section className="panel">
        <PanelHead title={t('alert.title')} onClose={() => open({ kind: 'none' })} />
        {loaded.problem ? (
          <ProblemNote problem={loaded.problem} retry={loaded.reload} />
        ) : (
          <p className="empty" aria-busy="true">
            {t('app.loading')}
          </p>
        )}
      </section>
    );
  }
  return <AlertDetail alert={alert} handling={handling} open={open} />;
}

function AlertDetail({ alert, handling, open }: { alert: Alert; handling: AlertHandling; open(panel: Panel): void }) {
  const { t, code } = useSpeech();
  const { me, room } = useDesk();
  const loadCamera = useCallback((signal: AbortSignal) => fetchCamera(alert.cameraId, signal), [alert.cameraId]);
  const loaded = useLoaded(loadCamera);
  const camera = loaded.value ?? room.cameras.get(alert.cameraId) ?? null;
  const zone = camera?.zones.find((candidate) => candidate.zoneId === alert.zoneId) ?? null;
  const startedMs = Date.parse(alert.startedAt);
  const playback: Panel = {
    kind: 'playback',
    id: alert.cameraId,
    incidentId: alert.incidentId,
    from: new Date(startedMs - BEFORE_MS).toISOString(),
    to: new Date(Date.parse(alert.capturedAt) + AFTER_MS).toISOString(),
  };
  return (
    <section
      className="panel"
      data-testid="alert-detail"
      data-alert-id={alert.alertId}
      data-state={alert.state}
      aria-label={t('alert.title')}
    >
      <PanelHead
        title={code('behaviour', alert.behaviour)}
        onClose={() => open({ kind: 'none' })}
        badge={<span className={`state ${alert.state}`}>{code('alertState', alert.state)}</span>}
      />
      <p className="panel-lead">
        <button type="button" className="link" onClick={() => open({ kind: 'camera', id: alert.cameraId })}>
          {nameOf(alert)}
        </button>
      </p>
      <EvidenceFrame alert={alert} zone={zone?.polygon ?? null} />
      {CUES.has(alert.behaviour) && <p className="notice">{t('alert.cue')}</p>}
      {mayHandleAlerts(me) && <Actions alert={alert} handling={handling} open={open} />}
      {mayAskForPlayback(me) && <AlertClip alert={alert} zone={zone?.polygon ?? null} />}
      <LiveTile
        cameraId={alert.cameraId}
        name={t('alert.liveNow', { name: nameOf(alert) })}
        zones={camera?.zones ?? []}
        primary
      />
      {mayAskForPlayback(me) && (
        <button type="button" onClick={() => open(playback)} data-testid="alert-playback">
          ▶ {t('alert.playback')}
        </button>
      )}
      <Merged alert={alert} open={open} />
      <AlertFacts alert={alert} />
    </section>
  );
}

/** What neighbouring cameras told of the same, each with its own picture. */
function Merged({ alert, open }: { alert: Alert; open(panel: Panel): void }) {
  const { t } = useSpeech();
  if (!alert.merged || alert.merged.length === 0) return null;
  return (
    <section data-testid="alert-merged">
      <h3>{t('alert.merged')}</h3>
      <ul className="plain-list">
        {alert.merged.map((one) => (
          <li key={one.alertId}>
            <button type="button" className="link" onClick={() => open({ kind: 'camera', id: one.cameraId })}>
              {one.cameraName ?? one.cameraId}
            </button>{' '}
            <span className="sub">
              {one.zoneName} · {dateTimeText(Date.parse(one.capturedAt))}
            </span>
            <img src={alertFrameUrl(one.alertId)} alt={t('alert.mergedFrame', { name: one.cameraName ?? one.cameraId })} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Actions({ alert, handling, open }: { alert: Alert; handling: AlertHandling; open(panel: Panel): void }) {
  const { t } = useSpeech();
  return (
    <>
      {handling.problem && <ProblemNote problem={handling.problem} />}
      {alert.mergedInto ? (
        <button type="button" data-testid="alert-merged-into" onClick={() => open({ kind: 'alert', id: alert.mergedInto! })}>
          {t('alert.mergedInto')} →
        </button>
      ) : isOpen(alert) ? (
        <div className="alert-actions">
          <button
            type="button"
            className="primary"
            disabled={handling.busy}
            data-testid="alert-acknowledge"
            onClick={() => handling.acknowledge(alert)}
          >
            {t('alert.acknowledge')} <kbd>a</kbd>
          </button>
          <button
            type="button"
            disabled={handling.busy}
            data-testid="alert-dismiss"
            onClick={() => handling.askToDismiss(alert)}
          >
            {t('alert.dismiss')} <kbd>d</kbd>
          </button>
          <button
            type="button"
            className="danger"
            disabled={handling.busy}
            data-testid="alert-escalate"
            onClick={() => handling.escalate(alert)}
          >
            {t('alert.escalate')} <kbd>e</kbd>
          </button>
        </div>
      ) : (
        <HandledLine alert={alert} />
      )}
      {alert.state === 'ACKNOWLEDGED' && !alert.incidentId && (
        <button
          type="button"
          className="danger"
          disabled={handling.busy}
          data-testid="alert-escalate"
          onClick={() => handling.escalate(alert)}
        >
          {t('alert.escalate')} <kbd>e</kbd>
        </button>
      )}
      {alert.incidentId && (
        <button
          type="button"
          data-testid="alert-incident"
          onClick={() => open({ kind: 'incident', id: alert.incidentId! })}
        >
          {t('alert.toIncident')} →
        </button>
      )}
    </>
  );
}

function HandledLine({ alert }: { alert: Alert }) {
  const { t, code } = useSpeech();
  return (
    <p className="handled">
      {t('alert.handled', {
        state: code('alertState', alert.state),
        who: alert.handledBy ?? '—',
        when: alert.handledAt ? dateTimeText(Date.parse(alert.handledAt)) : '—',
      })}
      {alert.dismissReason && <> · {alert.dismissReason}</>}
    </p>
  );
}

function AlertFacts({ alert }: { alert: Alert }) {
  const { t, code, language } = useSpeech();
  const model = useLoaded(fetchModel).value?.active ?? null;
  const startedMs = Date.parse(alert.startedAt);
  return (
    <>
      <dl className="facts">
        <dt>{t('alert.startedAt')}</dt>
        <dd className="number">{dateTimeText(startedMs)}</dd>
        <dt>{t('alert.lasted')}</dt>
        <dd>{durationText(language, Date.parse(alert.capturedAt) - startedMs)}</dd>
        <dt>{t('alert.zone')}</dt>
        <dd>{alert.zoneName}</dd>
        <dt>{t('alert.score')}</dt>
        <dd className="number">{Math.round(alert.score * 100)}%</dd>
        <dt>{t('alert.rule')}</dt>
        <dd>{alert.ruleVersion}</dd>
        {Object.entries(alert.thresholds).map(([name, value]) => (
          <Threshold key={name} name={code('threshold', name)} value={value} />
        ))}
        <dt>{t('alert.model')}</dt>
        <dd>
          {alert.modelName} <span className="mono">{alert.modelSha256.slice(0, 12)}</span>
        </dd>
      </dl>
      {model && model.sha256 === alert.modelSha256 && model.limits && <p className="model-limits">{model.limits}</p>}
      {model && model.sha256 !== alert.modelSha256 && <p className="model-limits">{t('alert.otherModel')}</p>}
    </>
  );
}

function Threshold({ name, value }: { name: string; value: number }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="number">{value}</dd>
    </>
  );
}
