import { useCallback, useEffect, useState } from 'react';
import { fetchReports, fileReport } from '../api/doors';
import { asProblem, type Problem } from '../api/problem';
import type { Incident } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { clockText } from '../language/time';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';
import { Words } from './Words';

/** The rooms that take reports of the centre. */
const ROOMS = ['112', '119'];

/** What the centre itself reports to 112 and 119, and whether they have taken it. */
export function IncidentReports({ incident }: { incident: Incident }) {
  const { t, code } = useSpeech();
  const [room, setRoom] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const load = useCallback((signal: AbortSignal) => fetchReports(incident.incidentId, signal), [incident.incidentId]);
  const loaded = useLoaded(load);
  const { reload } = loaded;
  const changed = (incident.timeline ?? []).at(-1)?.at ?? '';
  useEffect(reload, [changed, reload]);
  const items = loaded.value?.items ?? [];
  const open = incident.status === 'OPEN';
  if (!open && items.length === 0) return null;
  const file = (agency: string, text: string) => {
    setRoom(null);
    fileReport(incident.incidentId, agency, text).then(
      () => {
        setProblem(null);
        reload();
      },
      (thrown: unknown) => setProblem(asProblem(thrown)),
    );
  };
  return (
    <>
      <h3>{t('roomReport.title')}</h3>
      {problem && <ProblemNote problem={problem} />}
      {loaded.problem && <ProblemNote problem={loaded.problem} retry={reload} />}
      <ul className="agency-list" data-testid="incident-reports">
        {items.map((report) => (
          <li key={report.reportId} data-state={report.state}>
            <strong>{code('agencyName', report.agency)}</strong>{' '}
            <span className="mark">{code('roomReport.state', report.state)}</span>
            <span className="sub number">
              {clockText(Date.parse(report.filedAt))} · {report.filedBy}
              {report.receiptNo && ` · ${t('roomReport.receipt', { number: report.receiptNo })}`}
            </span>
            <span className="detail">{report.text}</span>
          </li>
        ))}
      </ul>
      {open && (
        <div className="step-row">
          {ROOMS.map((agency) => (
            <button
              key={agency}
              type="button"
              className="quiet"
              data-testid="incident-report-to"
              data-agency={agency}
              aria-pressed={room === agency}
              onClick={() => setRoom(agency)}
            >
              {t('roomReport.to', { agency: code('agencyName', agency) })}
            </button>
          ))}
        </div>
      )}
      {room && open && (
        <Words
          key={room}
          label={t('roomReport.text')}
          submitText={t('roomReport.file')}
          onSubmit={(text) => file(room, text)}
          onCancel={() => setRoom(null)}
        />
      )}
    </>
  );
}
