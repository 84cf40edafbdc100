import { useEffect, useRef, useState } from 'react';
import { fetchAlerts } from '../api/doors';
import { asProblem } from '../api/problem';
import type { Alert } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { durationText } from '../language/time';
import { mayHandleAlerts } from '../system/access';
import { ProblemNote } from '../system/ProblemNote';
import { useDesk } from '../system/ControlRoomProvider';
import { useNow } from '../system/useNow';
import { BehaviourIcon } from './BehaviourIcon';
import { EvidenceFrame } from './EvidenceFrame';
import { HandoverDialog } from './HandoverDialog';
import { isOpen, nameOf } from './queue';
import { SuppressedDialog } from './SuppressedDialog';
import './alert.css';

export type AlertFilter = 'open' | 'all';

interface Props {
  shown: readonly Alert[];
  filter: AlertFilter;
  onFilter(filter: AlertFilter): void;
  selected: string | null;
  onOpen(alertId: string): void;
}

/** What waits for a person's eyes, newest first. */
export function AlertQueue({ shown, filter, onFilter, selected, onOpen }: Props) {
  const { t } = useSpeech();
  const { me, room, tell } = useDesk();
  const now = useNow(1000);
  const [handing, setHanding] = useState(false);
  const [suppressed, setSuppressed] = useState(false);
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    if (!selected) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-alert-id="${CSS.escape(selected)}"]`);
    row?.scrollIntoView({ block: 'nearest' });
    // Arrow keys move the selection; the focus follows it only where it already was in the list.
    if (list.current?.contains(document.activeElement)) row?.focus({ preventScroll: true });
  }, [selected]);

  return (
    <section className="queue" aria-label={t('queue.title')} data-testid="alert-queue">
      <div className="queue-filter" role="group" aria-label={t('queue.filter')}>
        <button type="button" aria-pressed={filter === 'open'} onClick={() => onFilter('open')}>
          {t('queue.open')}
        </button>
        <button type="button" aria-pressed={filter === 'all'} onClick={() => onFilter('all')}>
          {t('queue.all')}
        </button>
        {mayHandleAlerts(me) && (
          <button type="button" className="quiet" data-testid="handover" onClick={() => setHanding(true)}>
            {t('handover.open')}
          </button>
        )}
        <button type="button" className="quiet" data-testid="suppressed" onClick={() => setSuppressed(true)}>
          {t('suppressed.open')}
        </button>
        <span className="count number">{t('queue.count', { count: shown.length })}</span>
      </div>
      {suppressed && <SuppressedDialog onClose={() => setSuppressed(false)} />}
      {handing && <HandoverDialog onClose={() => setHanding(false)} />}
      {room.alertsProblem && <ProblemNote problem={room.alertsProblem} />}
      {shown.length === 0 && room.alertsLoaded && !room.alertsProblem && (
        <div className="empty">
          <strong>{t('queue.empty')}</strong>
          <span>{t('queue.emptyHint')}</span>
        </div>
      )}
      {!room.alertsLoaded && (
        <div className="empty" aria-busy="true">
          {t('app.loading')}
        </div>
      )}
      <ul className="queue-list" ref={list}>
        {shown.map((alert) => (
          <li key={alert.alertId}>
            <AlertRow alert={alert} now={now} selected={alert.alertId === selected} onOpen={onOpen} />
          </li>
        ))}
        {filter === 'all' && shown.length > 0 && (
          <li>
            <Older onLoaded={(alerts) => tell({ type: 'alertsListed', alerts })} />
          </li>
        )}
      </ul>
    </section>
  );
}

function AlertRow({
  alert,
  now,
  selected,
  onOpen,
}: {
  alert: Alert;
  now: number;
  selected: boolean;
  onOpen(alertId: string): void;
}) {
  const { t, code, language } = useSpeech();
  const { room } = useDesk();
  const zone = room.cameras.get(alert.cameraId)?.zones.find((candidate) => candidate.zoneId === alert.zoneId);
  return (
    <button
      type="button"
      data-testid="alert-row"
      data-alert-id={alert.alertId}
      data-state={alert.state}
      className={`alert-row ${isOpen(alert) ? 'open' : ''} ${selected ? 'selected' : ''}`}
      aria-current={selected}
      onClick={() => onOpen(alert.alertId)}
    >
      <EvidenceFrame alert={alert} zone={zone?.polygon ?? null} thumbnail />
      <span className="alert-row-text">
        <span className="alert-row-head">
          <strong>
            <BehaviourIcon behaviour={alert.behaviour} /> {code('behaviour', alert.behaviour)}
          </strong>
          <span className="age number">
            {t('time.ago', { duration: durationText(language, now - Date.parse(alert.raisedAt)) })}
          </span>
        </span>
        <span className="alert-row-camera">{nameOf(alert)}</span>
        <span className="alert-row-foot">
          <span className="zone">{alert.zoneName}</span>
          {alert.mergedInto && <span className="mark">{t('alert.part')}</span>}
          {alert.merged && alert.merged.length > 0 && (
            <span className="mark" data-testid="alert-merged-count">
              {t('alert.mergedCount', { count: alert.merged.length })}
            </span>
          )}
          {alert.state === 'NEW' && alert.level && alert.level !== 'OPERATOR' && (
            <span className="mark" data-level={alert.level}>
              {code('alertLevel', alert.level)}
            </span>
          )}
          <span className={`state ${alert.state}`}>{code('alertState', alert.state)}</span>
        </span>
      </span>
    </button>
  );
}

/** Pages backwards through all alerts. */
function Older({ onLoaded }: { onLoaded(alerts: Alert[]): void }) {
  const { t } = useSpeech();
  const [cursor, setCursor] = useState<string | null | undefined>(undefined);
  const [problem, setProblem] = useState<ReturnType<typeof asProblem> | null>(null);
  const load = () => {
    fetchAlerts('all', cursor ?? null, null).then(
      (page) => {
        setProblem(null);
        setCursor(page.next);
        onLoaded(page.items);
      },
      (thrown: unknown) => setProblem(asProblem(thrown)),
    );
  };
  if (problem) return <ProblemNote problem={problem} retry={load} />;
  if (cursor === null) return <p className="empty">{t('queue.noOlder')}</p>;
  return (
    <p className="empty">
      <button type="button" onClick={load}>
        {t('queue.older')}
      </button>
    </p>
  );
}
