import { useCallback, useState } from 'react';
import { serverNowMs } from '../api/clock';
import { falseAlarmsUrl, fetchFalseAlarms } from '../api/doors';
import type { FalseAlarmLine } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';
import { weekBack } from './weeks';

const WEEKS_BACK = 8;

/** False alarms of a week by zone, and which threshold would have left them out. */
export function FalseAlarms() {
  const { t } = useSpeech();
  const weeks = Array.from({ length: WEEKS_BACK }, (_, back) => weekBack(serverNowMs(), back));
  const [week, setWeek] = useState(weeks[0]!);
  const load = useCallback((signal: AbortSignal) => fetchFalseAlarms(week, signal), [week]);
  const { value, problem, reload } = useLoaded(load);
  return (
    <section className="card" aria-labelledby="false-alarms-title" data-testid="false-alarms">
      <header className="section-head">
        <h3 id="false-alarms-title">
          {t('feedback.title')} · {week}
        </h3>
        <div className="filters screen-only">
          <label>
            {t('feedback.week')}{' '}
            <select value={week} onChange={(event) => setWeek(event.target.value)} data-testid="false-alarms-week">
              {weeks.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
          <a className="button" href={falseAlarmsUrl(week)} download data-testid="false-alarms-file">
            ⤓ CSV
          </a>
        </div>
      </header>
      {problem && <ProblemNote problem={problem} retry={reload} />}
      {!value && !problem && (
        <p className="empty" aria-busy="true">
          {t('app.loading')}
        </p>
      )}
      {value && value.items.length === 0 && <p className="empty">{t('feedback.none')}</p>}
      {value && !value.whole && <p role="status">{t('feedback.cut')}</p>}
      {value && value.items.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>{t('feedback.zone')}</th>
              <th>{t('feedback.behaviour')}</th>
              <th>{t('feedback.raised')}</th>
              <th>{t('feedback.real')}</th>
              <th>{t('feedback.false')}</th>
              <th>{t('feedback.ordinary')}</th>
              <th>{t('feedback.aside')}</th>
              <th>{t('feedback.open')}</th>
              <th>{t('feedback.share')}</th>
              <th>{t('feedback.advice')}</th>
            </tr>
          </thead>
          <tbody>
            {value.items.map((line) => (
              <Row key={`${line.cameraId} ${line.zoneId} ${line.behaviour}`} line={line} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({ line }: { line: FalseAlarmLine }) {
  const { t, code } = useSpeech();
  const { counts, advice } = line;
  return (
    <tr>
      <td>
        {line.cameraName ?? line.cameraId} · {line.zoneName}
      </td>
      <td>{code('behaviour', line.behaviour)}</td>
      <td className="number">{counts.raised}</td>
      <td className="number">{counts.real}</td>
      <td className="number">{counts.falseAlarms}</td>
      <td className="number">{counts.ordinary}</td>
      <td className="number">{counts.aside}</td>
      <td className="number">{counts.open}</td>
      <td className="number">{counts.falseShare === null ? '–' : `${Math.round(counts.falseShare * 100)} %`}</td>
      <td>
        {t(`feedback.advice.${advice.word}`, {
          score: advice.score ?? '',
          less: advice.falseLess,
          missed: advice.realLess,
        })}
      </td>
    </tr>
  );
}
