import { useMemo, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { TimeRange } from '../api/doors';
import type { RecordingTimeline } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { clockText, dateTimeText } from '../language/time';
import { ProblemNote } from '../system/ProblemNote';
import { epochMsAt, piecesOf } from './timeline';
import { useRecording } from './useRecording';

const RATES = [0.5, 1, 2, 4] as const;
const STEP_MS = 5000;

/**
 * A recording by HLS, with the wall clock of what is shown and a bar that tells where nothing was recorded, and why.
 */
export function PlaybackVideo({
  url,
  range,
  timeline,
}: {
  url: string;
  range: TimeRange;
  timeline: RecordingTimeline;
}) {
  const { t } = useSpeech();
  const { video, fragments, problem, seek } = useRecording(url);
  const fromMs = Date.parse(range.from);
  const [atMs, setAtMs] = useState<number | null>(null);
  const [rate, setRate] = useState<number>(1);

  const chooseRate = (chosen: number) => {
    setRate(chosen);
    if (video.current) video.current.playbackRate = chosen;
  };
  if (problem) return <ProblemNote problem={problem} />;
  return (
    <div className="playback">
      <div className="playback-picture">
        <video
          ref={video}
          data-testid="playback-video"
          controls
          muted
          autoPlay
          playsInline
          // The first file may begin before the asked moment.
          onLoadedMetadata={() => seek(fromMs)}
          onTimeUpdate={({ currentTarget }) => setAtMs(epochMsAt(fragments.current, currentTarget.currentTime))}
        />
        <span className="playback-clock number" data-testid="playback-clock">
          {t('playback.badge')}
          {atMs !== null && ` ${dateTimeText(atMs)}`}
        </span>
      </div>
      <TimelineBar range={range} timeline={timeline} atMs={atMs} onSeek={seek} />
      <div className="playback-rates" role="group" aria-label={t('playback.rate')}>
        {RATES.map((one) => (
          <button key={one} type="button" aria-pressed={rate === one} onClick={() => chooseRate(one)}>
            {one}×
          </button>
        ))}
      </div>
    </div>
  );
}

function TimelineBar({
  range,
  timeline,
  atMs,
  onSeek,
}: {
  range: TimeRange;
  timeline: RecordingTimeline;
  atMs: number | null;
  onSeek(epochMs: number): void;
}) {
  const { t, code } = useSpeech();
  const fromMs = Date.parse(range.from);
  const toMs = Date.parse(range.to);
  const pieces = useMemo(() => piecesOf(timeline, fromMs, toMs), [timeline, fromMs, toMs]);
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onSeek(fromMs + ((event.clientX - box.left) / box.width) * (toMs - fromMs));
  };
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowLeft' ? -STEP_MS : event.key === 'ArrowRight' ? STEP_MS : 0;
    if (step === 0) return;
    event.preventDefault();
    onSeek((atMs ?? fromMs) + step);
  };
  const missing = pieces.filter((piece) => piece.kind !== 'recorded');
  return (
    <div className="recording-bar-box">
      <div
        className="recording-bar"
        role="slider"
        tabIndex={0}
        aria-label={t('playback.bar')}
        aria-valuemin={fromMs}
        aria-valuemax={toMs}
        aria-valuenow={atMs ?? fromMs}
        aria-valuetext={clockText(atMs ?? fromMs)}
        data-testid="playback-bar"
        onPointerDown={onPointer}
        onKeyDown={onKey}
      >
        <svg viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true">
          <defs>
            <pattern id="gap-stripes" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="8" height="8" className="gap-ground" />
              <rect width="3" height="8" className="gap-stripe" />
            </pattern>
          </defs>
          {pieces.map((piece) => (
            <rect
              key={piece.fromMs}
              className={`piece ${piece.kind}`}
              x={piece.start * 1000}
              y={0}
              width={piece.width * 1000}
              height={20}
            />
          ))}
          {atMs !== null && (
            <rect className="playhead" x={((atMs - fromMs) / (toMs - fromMs)) * 1000 - 1} y={0} width={3} height={20} />
          )}
        </svg>
      </div>
      <div className="recording-scale number">
        <span>{clockText(fromMs)}</span>
        <span>{clockText((fromMs + toMs) / 2)}</span>
        <span>{clockText(toMs)}</span>
      </div>
      {missing.length > 0 && (
        <ul className="gap-list" data-testid="playback-gaps">
          {missing.slice(0, 20).map((piece) => (
            <li key={piece.fromMs}>
              <span className="number">
                {clockText(piece.fromMs)}–{clockText(piece.toMs)}
              </span>{' '}
              {piece.cause ? t('playback.gap', { cause: code('gap', piece.cause) }) : t('playback.gapUnknown')}
              {piece.detail && <span className="handled"> · {piece.detail}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
