import { useCallback, useState } from 'react';
import { serverNowMs } from '../api/clock';
import { fetchDistricts, fetchResponseTimes, fetchUsage, openDataUrl } from '../api/doors';
import type { ResponseTimes, Usage } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { dateTimeText, dayText } from '../language/time';
import { mayReadAlerts } from '../system/access';
import { useDesk } from '../system/ControlRoomProvider';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded, type Loaded } from '../system/useLoaded';
import { HotSpots } from './HotSpots';
import { ResponsePlot } from './ResponsePlot';
import { SafetyMap } from './SafetyMap';
import { barsOf, monthAfter, seriesOf, spanOf, SPLITS, type Split } from './usage';
import { UsagePlot } from './UsagePlot';
import { FalseAlarms } from './FalseAlarms';
import './statistics.css';

/** How far back the page looks at first. */
const MONTHS_BACK = 2;
/** A plot of more rows tells nothing; the table has them all. */
const MOST_SPANS = 18;

const COLUMNS = [
  'month',
  'class',
  'incidents',
  'withVideo',
  'videoP50',
  'videoP95',
  'withArrival',
  'arrivalP50',
  'arrivalP95',
] as const;
/** So many columns are words, the rest figures. */
const WORDS = 2;

/** What the link and the incidents add up to: use, response times, where; for the screen and for paper. */
export function StatisticsView() {
  const { t } = useSpeech();
  const { me } = useDesk();
  const now = dayText(serverNowMs()).slice(0, 7);
  const [to, setTo] = useState(now);
  const [from, setFrom] = useState(monthAfter(now, -MONTHS_BACK));
  const [mapped, setMapped] = useState(now);
  // What still grows is not published.
  const finished = mapped < now ? mapped : monthAfter(now, -1);
  const districts = useLoaded(fetchDistricts);
  return (
    <section className="statistics" aria-label={t('statistics.title')} data-testid="statistics">
      <header className="statistics-head">
        <div>
          <h2>{t('statistics.title')}</h2>
          <p>{t('statistics.lead')}</p>
          <p className="paper-only">
            {t('paper.printed', { who: me.name, when: dateTimeText(serverNowMs()) })} · {from} – {to}
          </p>
        </div>
        <div className="filters screen-only">
          <MonthField label={t('statistics.from')} value={from} max={to} onChange={setFrom} testId="statistics-from" />
          <MonthField label={t('statistics.to')} value={to} max={now} onChange={setTo} testId="statistics-to" />
          <button type="button" onClick={() => window.print()} data-testid="statistics-print">
            {t('paper.print')}
          </button>
        </div>
      </header>
      <UsageSection from={from} to={to} districts={districts} />
      <ResponseSection from={from} to={to} />
      {mayReadAlerts(me) && <FalseAlarms />}
      <section className="card" aria-labelledby="safety-title">
        <header className="section-head">
          <h3 id="safety-title">
            {t('statistics.safety')} · {mapped}
          </h3>
          <div className="filters screen-only">
            <MonthField
              label={t('statistics.month')}
              value={mapped}
              max={now}
              onChange={setMapped}
              testId="safety-month"
            />
            {(['classes', 'cells'] as const).map((sheet) => (
              <a
                key={sheet}
                className="button"
                href={openDataUrl(finished, sheet)}
                download
                data-testid={`open-data-${sheet}`}
              >
                ⤓ {t(`statistics.openData.${sheet}`, { month: finished })}
              </a>
            ))}
          </div>
        </header>
        <SafetyMap month={mapped} districts={districts.value} />
      </section>
      <HotSpots districts={districts.value} />
    </section>
  );
}

function MonthField({
  label,
  value,
  max,
  testId,
  onChange,
}: {
  label: string;
  value: string;
  max: string;
  testId: string;
  onChange(month: string): void;
}) {
  return (
    <label>
      {label}
      <input
        type="month"
        value={value}
        max={max}
        data-testid={testId}
        onChange={(event) => /^\d{4}-\d\d$/.test(event.target.value) && onChange(event.target.value)}
      />
    </label>
  );
}

function UsageSection({
  from,
  to,
  districts,
}: {
  from: string;
  to: string;
  districts: Loaded<Awaited<ReturnType<typeof fetchDistricts>>>;
}) {
  const { t, code, language } = useSpeech();
  const [split, setSplit] = useState<Split>('district');
  const load = useCallback(
    (signal: AbortSignal) => {
      const span = spanOf(from, to);
      return fetchUsage(span.from, span.to, signal);
    },
    [from, to],
  );
  const { value, problem, reload } = useLoaded(load);
  const names: Record<Split, (key: string) => string> = {
    district: (key) => {
      const known = districts.value?.features.find(({ properties }) => properties.districtCode === key)?.properties;
      if (!key) return t('statistics.noDistrict');
      return known ? (language === 'ko' ? known.name : (known.nameEn ?? known.name)) : key;
    },
    purpose: (key) => code('viewPurpose', key),
    agency: (key) => code('agencyName', key),
  };
  const by: Split = split === 'agency' ? 'purpose' : 'agency';
  const bars = barsOf(value?.items ?? [], split, by);
  return (
    <section className="card" aria-labelledby="usage-title" data-testid="usage" data-total={value?.total}>
      <header className="section-head">
        <h3 id="usage-title">{t('statistics.usage')}</h3>
        <div role="group" aria-label={t('statistics.split')} className="form-actions screen-only">
          {SPLITS.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={split === one}
              onClick={() => setSplit(one)}
              data-testid={`usage-by-${one}`}
            >
              {t(`statistics.by.${one}`)}
            </button>
          ))}
        </div>
      </header>
      {problem && <ProblemNote problem={problem} retry={reload} />}
      {!value && !problem && <Loading />}
      {value && value.items.length === 0 && (
        <Empty title={t('statistics.noUsage')} hint={t('statistics.noUsageHint')} />
      )}
      {value && value.items.length > 0 && (
        <>
          <UsagePlot
            label={t('statistics.usageOf', { split: t(`statistics.by.${split}`), total: value.total })}
            bars={bars}
            series={seriesOf(bars)}
            nameOf={names[split]}
            partNameOf={names[by]}
          />
          <div className="table-box" tabIndex={0} role="region" aria-label={t('statistics.usage')}>
            <UsageTable items={value.items} total={value.total} names={names} />
          </div>
        </>
      )}
    </section>
  );
}

function UsageTable({
  items,
  total,
  names,
}: {
  items: readonly Usage[];
  total: number;
  names: Record<Split, (key: string) => string>;
}) {
  const { t } = useSpeech();
  return (
    <table data-testid="usage-table">
      <thead>
        <tr>
          {SPLITS.map((one) => (
            <th key={one} scope="col">
              {t(`statistics.by.${one}`)}
            </th>
          ))}
          <th scope="col" className="figure">
            {t('statistics.times')}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={`${item.district} ${item.purpose} ${item.agency}`} data-testid="usage-row">
            {SPLITS.map((one) => (
              <td key={one}>{names[one](item[one] ?? '')}</td>
            ))}
            <td className="figure">{item.count.toLocaleString('en')}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            {t('statistics.total')}
          </th>
          <td className="figure" data-testid="usage-total">
            {total.toLocaleString('en')}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function ResponseSection({ from, to }: { from: string; to: string }) {
  const { t, code } = useSpeech();
  const load = useCallback((signal: AbortSignal) => fetchResponseTimes(from, to, signal), [from, to]);
  const { value, problem, reload } = useLoaded(load);
  const rows = value?.items ?? [];
  const textOf = (seconds: number | null) => (seconds === null ? '—' : secondsText(seconds, t('statistics.minutes')));
  const spansOf = (which: 'video' | 'arrival') =>
    rows
      .flatMap((row) => {
        const [middle, high] = [row[`${which}P50S`], row[`${which}P95S`]];
        const name = `${row.month} ${code('statisticsClass', row.statisticsClass)}`;
        return middle === null || high === null ? [] : [{ name, middle, high }];
      })
      .slice(-MOST_SPANS);
  return (
    <section className="card" aria-labelledby="response-title" data-testid="response">
      <header className="section-head">
        <h3 id="response-title">{t('statistics.response')}</h3>
        <p>{t('statistics.responseHow')}</p>
      </header>
      {problem && <ProblemNote problem={problem} retry={reload} />}
      {!value && !problem && <Loading />}
      {value && rows.length === 0 && (
        <Empty title={t('statistics.noIncidents')} hint={t('statistics.noIncidentsHint')} />
      )}
      {rows.length > 0 && (
        <>
          <div className="plots">
            {(['video', 'arrival'] as const).map(
              (which) =>
                spansOf(which).length > 0 && (
                  <div key={which}>
                    <h4>{t(`statistics.${which}`)}</h4>
                    <ResponsePlot label={t(`statistics.${which}`)} spans={spansOf(which)} textOf={textOf} />
                  </div>
                ),
            )}
          </div>
          <div className="table-box" tabIndex={0} role="region" aria-label={t('statistics.response')}>
            <table data-testid="response-table">
              <thead>
                <tr>
                  {COLUMNS.map((column, at) => (
                    <th key={column} scope="col" className={at < WORDS ? '' : 'figure'}>
                      {t(`statistics.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <ResponseRow key={`${row.month} ${row.statisticsClass}`} row={row} textOf={textOf} />
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}

function ResponseRow({ row, textOf }: { row: ResponseTimes; textOf(seconds: number | null): string }) {
  const { code } = useSpeech();
  return (
    <tr data-testid="response-row">
      <td className="number">{row.month}</td>
      <td>{code('statisticsClass', row.statisticsClass)}</td>
      <td className="figure">{row.incidents}</td>
      <td className="figure">{row.withVideo}</td>
      <td className="figure">{textOf(row.videoP50S)}</td>
      <td className="figure">{textOf(row.videoP95S)}</td>
      <td className="figure">{row.withArrival}</td>
      <td className="figure">{textOf(row.arrivalP50S)}</td>
      <td className="figure">{textOf(row.arrivalP95S)}</td>
    </tr>
  );
}

/** 1.4 s, 48 s, 12 min: as exact as it means anything. */
function secondsText(seconds: number, minutes: string): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  return seconds < 180 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} ${minutes}`;
}

function Loading() {
  const { t } = useSpeech();
  return (
    <p className="empty" aria-busy="true">
      {t('app.loading')}
    </p>
  );
}

function Empty({ title, hint }: { title: string; hint: string }) {
  return (
    <div className="empty">
      <strong>{title}</strong>
      <span>{hint}</span>
    </div>
  );
}
