import { useCallback, useEffect, useState } from 'react';
import { serverNowMs } from '../api/clock';
import { fetchTimeline, playlistUrl, type Purpose, type TimeRange } from '../api/doors';
import type { Alert, Vertex } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { clockText } from '../language/time';
import { polygonPoints } from '../live/geometry';
import { epochMsAt } from '../playback/timeline';
import { useRecording } from '../playback/useRecording';
import '../playback/playback.css';
import { playsWithoutCase } from '../system/access';
import { useDesk } from '../system/ControlRoomProvider';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';
import { clipRange, clipState } from './clip';

const AGAIN_MS = 4_000;
/** For the ledger. Where a case opens the camera, the door finds it: the centre's grants have numbers of their own. */
const WHY: Purpose = { purpose: 'ALERT_CHECK', caseNo: '' };

interface Props {
  alert: Alert;
  /** The watched zone, when the camera is known. */
  zone: readonly Vertex[] | null;
}

/** Ten seconds around the alert, by themselves and again and again, or in words why there are none. */
export function AlertClip({ alert, zone }: Props) {
  const { t } = useSpeech();
  const { me } = useDesk();
  return (
    <section className="alert-clip" aria-label={t('clip.title')} data-testid="alert-clip">
      <h3>{t('clip.title')}</h3>
      {alert.incidentId || playsWithoutCase(me) ? (
        <Recorded key={`${alert.alertId} ${alert.incidentId}`} alert={alert} zone={zone} />
      ) : (
        <p className="clip-state" data-testid="clip-case-needed">
          {t('clip.caseNeeded')}
        </p>
      )}
    </section>
  );
}

function Recorded({ alert, zone }: Props) {
  const { t } = useSpeech();
  const { cameraId, capturedAt, incidentId } = alert;
  const [range] = useState(() => clipRange(alert));
  const load = useCallback(
    (signal: AbortSignal) => fetchTimeline(cameraId, range, WHY, signal),
    [cameraId, range],
  );
  const { value, problem, reload } = useLoaded(load);
  const state = value === null ? null : clipState(value, range, serverNowMs());
  useEffect(() => {
    if (state !== 'waiting') return;
    const timer = setTimeout(reload, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [state, value, reload]);
  if (problem) {
    // The incident's grant is on its way for a moment; every other refusal stays one.
    const again = !problem.isRefusal || (problem.slug === 'case-needed' && incidentId !== null);
    return <ProblemNote problem={problem} {...(again ? { retry: reload } : {})} />;
  }
  if (state === 'ready') return <Loop url={playlistUrl(cameraId, range, WHY)} range={range} zone={zone} />;
  return (
    <p className="clip-state" role="status" aria-busy={state !== 'none'} data-testid={`clip-${state ?? 'loading'}`}>
      {state === 'none'
        ? t('clip.none')
        : state === 'waiting'
          ? t('clip.waiting', { time: clockText(Date.parse(capturedAt)) })
          : t('app.loading')}
    </p>
  );
}

function Loop({ url, range, zone }: { url: string; range: TimeRange; zone: readonly Vertex[] | null }) {
  const { t } = useSpeech();
  const { video, fragments, problem, seek } = useRecording(url);
  const [still, setStill] = useState(() => matchMedia('(prefers-reduced-motion: reduce)').matches);
  const [size, setSize] = useState({ width: 640, height: 360 });
  const [atMs, setAtMs] = useState<number | null>(null);
  const fromMs = Date.parse(range.from);
  const toMs = Date.parse(range.to);
  useEffect(() => {
    if (still) video.current?.pause();
    else void video.current?.play().catch(() => setStill(true));
  }, [still, video]);
  if (problem) return <ProblemNote problem={problem} />;
  const again = () => {
    seek(fromMs);
    if (!still) void video.current?.play().catch(() => setStill(true));
  };
  return (
    <div className="playback-picture">
      <video
        ref={video}
        data-testid="clip-video"
        aria-label={t('clip.title')}
        muted
        autoPlay={!still}
        playsInline
        onLoadedMetadata={({ currentTarget }) => {
          setSize({ width: currentTarget.videoWidth || 640, height: currentTarget.videoHeight || 360 });
          seek(fromMs);
        }}
        onEnded={again}
        onTimeUpdate={({ currentTarget }) => {
          const now = epochMsAt(fragments.current, currentTarget.currentTime);
          setAtMs(now);
          if (now !== null && now >= toMs) again();
        }}
      />
      {zone && (
        <svg className="clip-zone" viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
          <polygon className="evidence-zone" points={polygonPoints(zone, size.width, size.height)} />
        </svg>
      )}
      <span className="playback-clock number" data-testid="clip-clock">
        {t('playback.badge')}
        {atMs !== null && ` ${clockText(atMs)}`}
      </span>
      <button
        type="button"
        className="clip-pause"
        data-testid="clip-pause"
        aria-label={t(still ? 'clip.play' : 'clip.pause')}
        title={t(still ? 'clip.play' : 'clip.pause')}
        onClick={() => setStill(!still)}
      >
        <span aria-hidden="true">{still ? '▶' : '❚❚'}</span>
      </button>
    </div>
  );
}
