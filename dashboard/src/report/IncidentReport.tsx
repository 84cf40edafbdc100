import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { serverNowMs } from '../api/clock';
import { fetchIncident, fetchIncidentAgencies, fetchIncidentCameras, fetchWholeTimeline } from '../api/doors';
import type { Incident, IncidentCamera, TakingPart, TimelineEntry } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { dateTimeText, durationText } from '../language/time';
import { useDesk } from '../system/ControlRoomProvider';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';
import './report.css';

interface Whole {
  incident: Incident;
  cameras: IncidentCamera[];
  agencies: TakingPart[];
  timeline: TimelineEntry[];
}

/** All that is known of an incident, in the order somebody reads it who was not there. Made for paper. */
export function IncidentReport({ incidentId }: { incidentId: string }) {
  const { t } = useSpeech();
  const load = useCallback(
    async (signal: AbortSignal): Promise<Whole> => {
      const [incident, cameras, agencies, timeline] = await Promise.all([
        fetchIncident(incidentId, signal),
        fetchIncidentCameras(incidentId, signal),
        fetchIncidentAgencies(incidentId, signal),
        fetchWholeTimeline(incidentId, signal),
      ]);
      return { incident, cameras: cameras.items, agencies: agencies.items, timeline };
    },
    [incidentId],
  );
  const { value, problem, reload } = useLoaded(load);
  const known = useDesk().room.incidents.find((incident) => incident.incidentId === incidentId);
  useEffect(reload, [known, reload]);
  return (
    <article className="report" data-testid="report" data-ready={value !== null} aria-label={t('report.title')}>
      {problem && <ProblemNote problem={problem} retry={reload} />}
      {!value && !problem && (
        <p className="empty" aria-busy="true">
          {t('app.loading')}
        </p>
      )}
      {value && <Pages whole={value} />}
    </article>
  );
}

function Pages({ whole: { incident, cameras, agencies, timeline } }: { whole: Whole }) {
  const { t, code, language } = useSpeech();
  const { me } = useDesk();
  const [printedAt] = useState(serverNowMs);
  const name = language === 'ko' ? 'korean' : 'english';
  return (
    <>
      <header className="report-head">
        <div>
          <h2>
            {t('report.title')} · {code('kind', incident.kind)}
          </h2>
          <p>{incident.summary}</p>
          <p className="report-printed">{t('paper.printed', { who: me.name, when: dateTimeText(printedAt) })}</p>
        </div>
        <div className="screen-only">
          <button type="button" className="primary" onClick={() => window.print()} data-testid="report-print">
            {t('paper.print')}
          </button>{' '}
          <a className="button" href={`#/map/incident/${encodeURIComponent(incident.incidentId)}`}>
            {t('report.back')}
          </a>
        </div>
      </header>
      <section>
        <dl className="facts">
          {factsOf(incident, language, t, code).map(([term, text]) => (
            <Fact key={term} term={term} text={text} />
          ))}
        </dl>
      </section>
      <Table
        title={t('incident.agencies')}
        head={[t('incident.agency'), t('report.part'), t('incident.openedAt'), t('incident.closedAt')]}
        rows={agencies.map((part) => [
          code('agencyName', part.agency),
          code('incidentPart', part.part),
          timeText(part.since),
          part.until ? timeText(part.until) : '—',
        ])}
      />
      <Table
        title={t('report.cameras', { count: cameras.length })}
        head={[t('report.camera'), t('report.distance'), t('report.why'), t('report.shared')]}
        rows={cameras.map((near) => [
          `${near.camera.name} (${near.camera.cameraId})`,
          `${Math.round(near.distanceM)} m`,
          near.reasonCodes.map((one) => code('reasonCode', one)).join(' · '),
          near.sharedWith.map((agency) => code('agencyName', agency)).join(', ') || '—',
        ])}
      />
      <Table
        title={t('incident.checklist', {
          done: incident.checklist.items.filter((item) => item.done).length,
          count: incident.checklist.items.length,
        })}
        head={['', t('report.step'), t('report.by'), t('report.at')]}
        rows={incident.checklist.items.map((item) => [
          item.done ? '☑' : '☐',
          item[name],
          item.by ?? '—',
          item.at ? timeText(item.at) : '—',
        ])}
      />
      <Table
        title={t('incident.timeline')}
        head={[t('report.at'), t('report.what'), t('report.by'), t('report.detail')]}
        rows={timeline.map((entry) => [timeText(entry.at), code('timeline', entry.what), entry.who, entry.detail])}
      />
    </>
  );
}

function timeText(at: string): string {
  return dateTimeText(Date.parse(at));
}

type Speech = ReturnType<typeof useSpeech>;

function factsOf(
  incident: Incident,
  language: Speech['language'],
  t: Speech['t'],
  code: Speech['code'],
): [string, string][] {
  const opened = Date.parse(incident.openedAt);
  const facts: [string, string | null][] = [
    [t('incident.caseNo'), incident.caseNo ?? t('incident.own')],
    [
      t('incident.code'),
      typeof incident.code === 'number' ? incident.codes.map((one) => one.code).join(' → ') : null,
    ],
    [t('incident.progress'), code('incidentState', incident.state)],
    [t('report.marks'), incident.marks.map((mark) => code('incidentMark', mark)).join(', ')],
    [t('incident.rawPhrase'), `${incident.rawPhrase} · ${code('statisticsClass', incident.statisticsClass)}`],
    [t('incident.address'), incident.address ?? null],
    [t('camera.place'), `${incident.lat.toFixed(5)}, ${incident.lon.toFixed(5)} · ${incident.districtCode}`],
    [t('incident.openedAt'), `${timeText(incident.openedAt)} · ${incident.openedBy}`],
    [
      t('incident.arrive'),
      incident.arrivedAt &&
        `${timeText(incident.arrivedAt)} (+${durationText(language, Date.parse(incident.arrivedAt) - opened)})`,
    ],
    [t('incident.holder'), incident.holder ?? t('incident.nobody')],
    [
      t('incident.closedAt'),
      incident.closedAt &&
        [
          timeText(incident.closedAt),
          incident.closedBy,
          incident.closeReason && t(`closeReason.${incident.closeReason}`),
          incident.closeRemark,
        ]
          .filter(Boolean)
          .join(' · '),
    ],
  ];
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
}

function Fact({ term, text }: { term: string; text: string }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{text}</dd>
    </>
  );
}

function Table({ title, head, rows }: { title: string; head: string[]; rows: ReactNode[][] }) {
  const { t } = useSpeech();
  return (
    <section>
      <h3>{title}</h3>
      {rows.length === 0 ? (
        <p>{t('report.none')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              {head.map((one, at) => (
                <th key={at} scope="col">
                  {one || <span className="hidden-text">{t('report.done')}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                {row.map((cell, column) => (
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
