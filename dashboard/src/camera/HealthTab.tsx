import { useCallback, useMemo, useState } from 'react';
import { serverNowMs } from '../api/clock';
import { fetchHealthHistory } from '../api/registry';
import type { HealthHistory } from '../api/types';
import { Maintenance } from '../health/Maintenance';
import { useSpeech } from '../language/LanguageProvider';
import { dateTimeText, dayText, durationText } from '../language/time';
import { maySeeLive } from '../system/access';
import { useDesk } from '../system/ControlRoomProvider';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';
import { isSightTaken } from './cameras';
import { barPieces, wellPercent } from './healthBar';
import { HealthMark } from './HealthMark';
import { SightPicture } from './SightPicture';

const DAY_MS = 86_400_000;
const SPANS = [1, 7, 31] as const;

/** How the camera was over the last days: a bar, the share of time with pictures, and each period in words. */
export function HealthTab({ cameraId, runs }: { cameraId: string; runs: boolean }) {
  const { t } = useSpeech();
  const { me } = useDesk();
  const [days, setDays] = useState<(typeof SPANS)[number]>(7);
  const range = useMemo(() => {
    const toMs = Math.floor(serverNowMs() / 1000) * 1000;
    return { fromMs: toMs - days * DAY_MS, toMs };
  }, [days]);
  const load = useCallback(
    (signal: AbortSignal) =>
      fetchHealthHistory(
        cameraId,
        new Date(range.fromMs).toISOString(),
        new Date(range.toMs).toISOString(),
        signal,
      ),
    [cameraId, range],
  );
  const loaded = useLoaded(load);
  return (
    <>
      <div className="form-actions" role="group" aria-label={t('healthTab.span')}>
        {SPANS.map((span) => (
          <button key={span} type="button" aria-pressed={days === span} onClick={() => setDays(span)}>
            {t('healthTab.days', { count: span })}
          </button>
        ))}
      </div>
      {loaded.problem && <ProblemNote problem={loaded.problem} retry={loaded.reload} />}
      {!loaded.value && !loaded.problem && <p aria-busy="true">{t('app.loading')}</p>}
      {loaded.value && isSightTaken(loaded.value.now.cause) && maySeeLive(me) && (
        <SightPicture
          key={loaded.value.now.since}
          cameraId={cameraId}
          cause={loaded.value.now.cause!}
          since={loaded.value.now.since}
        />
      )}
      {loaded.value && <History history={loaded.value} {...range} />}
      <Maintenance cameraId={cameraId} runs={runs} />
    </>
  );
}

function History({ history, fromMs, toMs }: { history: HealthHistory; fromMs: number; toMs: number }) {
  const { t, code, language } = useSpeech();
  const pieces = barPieces(history.items, fromMs, toMs);
  const percent = wellPercent(pieces);
  const newestFirst = [...pieces].reverse();
  return (
    <>
      <div className="health-figures">
        <HealthMark state={history.now.state} />
        {percent !== null && (
          <span>
            {t('healthTab.span')} <strong className="number">{percent.toFixed(2)} %</strong>
          </span>
        )}
        {history.availability && history.availability.percent !== null && (
          <span>
            {history.availability.month}{' '}
            <strong className="number" data-testid="availability">
              {history.availability.percent.toFixed(2)} %
            </strong>
          </span>
        )}
      </div>
      <div className="health-bar" role="img" aria-label={t('healthTab.bar')} data-testid="health-bar">
        <svg viewBox="0 0 100 10" preserveAspectRatio="none">
          {pieces.map((piece) => (
            <rect
              key={piece.fromMs}
              x={piece.left}
              y={10 - barHeight(piece.state)}
              width={Math.max(0.15, piece.width)}
              height={barHeight(piece.state)}
              className={`bar-${piece.state}`}
            >
              <title>{`${code('health', piece.state)} · ${dateTimeText(piece.fromMs)} – ${dateTimeText(piece.toMs)}`}</title>
            </rect>
          ))}
        </svg>
        <span className="number">{dayText(fromMs)}</span>
        <span className="number">{dayText(toMs)}</span>
      </div>
      {newestFirst.length === 0 ? (
        <p className="empty">{t('healthTab.nothing')}</p>
      ) : (
        <div className="table-box own-keys" tabIndex={0} role="region" aria-label={t('cameraTab.health')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('camera.health')}</th>
                <th scope="col">{t('camera.cause')}</th>
                <th scope="col">{t('playback.from')}</th>
                <th scope="col">{t('healthTab.lasted')}</th>
              </tr>
            </thead>
            <tbody>
              {newestFirst.slice(0, 200).map((piece) => (
                <tr key={piece.fromMs}>
                  <td>
                    <HealthMark state={piece.state} />
                  </td>
                  <td>{piece.cause && piece.cause !== 'NONE' ? code('cause', piece.cause) : '—'}</td>
                  <td className="number nowrap">{dateTimeText(piece.fromMs)}</td>
                  <td className="number nowrap">{durationText(language, piece.toMs - piece.fromMs)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

/** Not by colour alone: the worse, the lower the bar. */
function barHeight(state: string): number {
  switch (state) {
    case 'ONLINE':
      return 10;
    case 'DEGRADED':
      return 7;
    case 'CONNECTING':
      return 5;
    default:
      return 3;
  }
}
