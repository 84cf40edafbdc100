import { useState } from 'react';
import { fetchIncidents } from '../api/doors';
import { asProblem } from '../api/problem';
import { useSpeech } from '../language/LanguageProvider';
import { durationText } from '../language/time';
import { useDesk } from '../system/ControlRoomProvider';
import { ProblemNote } from '../system/ProblemNote';
import { useNow } from '../system/useNow';
import './incident.css';

export function IncidentList({
  query,
  selected,
  onOpen,
  onNew,
}: {
  query: string;
  selected: string | null;
  onOpen(incidentId: string): void;
  onNew(): void;
}) {
  const { t, code, language } = useSpeech();
  const { room, tell } = useDesk();
  const now = useNow(10_000);
  const [closedToo, setClosedToo] = useState(false);
  const words = query.trim().toLowerCase();
  const shown = room.incidents.filter(
    (incident) =>
      (closedToo || incident.status === 'OPEN') &&
      (!words ||
        [incident.summary, incident.caseNo ?? '', code('kind', incident.kind)].some((text) =>
          text.toLowerCase().includes(words),
        )),
  );
  const showClosed = (wanted: boolean) => {
    setClosedToo(wanted);
    if (!wanted) return;
    fetchIncidents('all', null).then(
      (page) => tell({ type: 'incidentsListed', incidents: page.items }),
      (thrown: unknown) => tell({ type: 'incidentsFailed', problem: asProblem(thrown) }),
    );
  };
  return (
    <section className="queue" aria-label={t('incidents.title')}>
      <div className="queue-filter" role="group" aria-label={t('queue.filter')}>
        <button type="button" aria-pressed={!closedToo} onClick={() => showClosed(false)}>
          {t('incidents.open')}
        </button>
        <button type="button" aria-pressed={closedToo} onClick={() => showClosed(true)}>
          {t('queue.all')}
        </button>
        <button type="button" className="count" onClick={onNew} data-testid="incident-new">
          + {t('incidents.new')} <kbd>n</kbd>
        </button>
      </div>
      {room.incidentsProblem && <ProblemNote problem={room.incidentsProblem} />}
      {shown.length === 0 && !room.incidentsProblem && (
        <div className="empty">
          <strong>{t('incidents.empty')}</strong>
          <span>{t('incidents.emptyHint')}</span>
        </div>
      )}
      <ul className="queue-list">
        {shown.map((incident) => (
          <li key={incident.incidentId}>
            <button
              type="button"
              data-testid="incident-row"
              data-incident-id={incident.incidentId}
              className={`incident-row ${incident.status} ${incident.incidentId === selected ? 'selected' : ''}`}
              aria-current={incident.incidentId === selected}
              onClick={() => onOpen(incident.incidentId)}
            >
              <span className="incident-row-head">
                <strong>{code('kind', incident.kind)}</strong>
                <span className={`state ${incident.status === 'OPEN' ? 'ESCALATED' : 'DISMISSED'}`}>
                  {code('incidentStatus', incident.status)}
                </span>
                <span className="age number">
                  {t('time.ago', { duration: durationText(language, now - Date.parse(incident.openedAt)) })}
                </span>
              </span>
              <span>{incident.summary}</span>
              <span className="sub">
                {incident.caseNo ?? t('incident.own')} · {incident.agency ?? t('incident.centre')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
