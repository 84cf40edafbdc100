import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { TrackedObject, Zone } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { detectionAt } from './detections';
import type { Freshness } from './freshness';
import { LivePlayer, type LiveStatus } from './LivePlayer';
import { SceneCanvas } from './SceneCanvas';
import { trackName } from './trackName';
import { useDetections } from './useDetections';
import { useStreamBySize } from './useStreamBySize';
import type { StreamName } from './wall';
import './live.css';

export interface LiveTileProps {
  cameraId: string;
  name: string;
  zones?: readonly Zone[];
  ticketPath?: string | null;
  /** {@code auto}: the main stream where the picture is large enough to show what it has more. */
  stream?: StreamName | 'auto';
  boxes?: boolean;
  /** The picture somebody is looking at now: it gets its boxes before any other. */
  primary?: boolean;
  /** No room for the small print. */
  compact?: boolean;
  /** Shown at the right of the caption. */
  actions?: ReactNode;
  /** Lies over the picture, e.g. a drawing board. */
  overlay?: ReactNode;
  /** The picture's size, whenever it is learnt. */
  onPicture?(size: { width: number; height: number }): void;
}

const CONNECTING: LiveStatus = {
  freshness: { name: 'connecting' },
  delayMs: null,
  codecs: '',
  width: 0,
  height: 0,
  insteadOf: null,
  still: null,
};
const NO_ZONES: readonly Zone[] = [];

/** One camera, live: picture, boxes over it, and what the picture is worth right now. */
export function LiveTile(props: LiveTileProps) {
  const {
    cameraId,
    name,
    zones = NO_ZONES,
    ticketPath = null,
    stream: asked = 'sub',
    boxes = true,
    primary = false,
    compact = false,
    actions,
    overlay,
    onPicture,
  } = props;
  const { t, code } = useSpeech();
  const video = useRef<HTMLVideoElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const stream = useStreamBySize(asked, picture);
  const [status, setStatus] = useState(CONNECTING);
  const { width, height } = status;
  useEffect(() => {
    if (width > 0 && height > 0) onPicture?.({ width, height });
  }, [width, height, onPicture]);
  const live = status.freshness.name === 'live' || status.freshness.name === 'late';
  const { history, waiting, late } = useDetections(cameraId, boxes && live, primary);

  const labelOf = useCallback(
    (object: TrackedObject) => `${code('class', object.label)} ${trackName(object.trackId)}`,
    [code],
  );
  const scene = useRef<SceneCanvas>(null);
  useEffect(() => {
    if (!canvas.current) return;
    const own = new SceneCanvas(canvas.current);
    scene.current = own;
    return () => own.close();
  }, []);
  const draw = useRef<(epochMs: number | null) => void>(() => {});
  draw.current = (epochMs) => {
    if (!video.current) return;
    scene.current?.show({
      pictureWidth: video.current.videoWidth,
      pictureHeight: video.current.videoHeight,
      detection: boxes && epochMs !== null ? detectionAt(history.current, epochMs) : null,
      zones: boxes && live ? zones : NO_ZONES,
      labelOf,
    });
  };
  useEffect(() => {
    if (!live) draw.current(null);
  }, [live]);

  useEffect(() => {
    if (!video.current || !stream) return;
    setStatus(CONNECTING);
    const player = new LivePlayer(
      video.current,
      { cameraId, stream, ticketPath },
      {
        onStatus: setStatus,
        onFrame: (epochMs) => draw.current(epochMs),
      },
    );
    return () => player.close();
  }, [cameraId, stream, ticketPath]);

  return (
    <figure
      className="live-tile"
      data-testid="live-tile"
      data-camera-id={cameraId}
      data-state={status.freshness.name}
      data-stream={stream ?? ''}
    >
      <div className="live-picture" ref={picture}>
        <video ref={video} data-testid="live-video" muted playsInline autoPlay aria-label={t('live.video', { name })} />
        {status.still && status.freshness.name === 'stills' && (
          <img src={status.still.url} alt={t('live.still', { name })} data-testid="live-still" />
        )}
        <canvas ref={canvas} data-testid="detection-canvas" aria-hidden="true" />
        <StateBadge status={status} />
        <Cover freshness={status.freshness} />
        {overlay}
      </div>
      <figcaption className="live-caption">
        <span className="live-name" title={`${name} (${cameraId})`}>
          {name}
        </span>
        {live && waiting && (
          <span className="live-facts" title={t('live.boxesWaitingWhy')}>
            {t('live.boxesWaiting')}
          </span>
        )}
        {live && late !== null && (
          <span className="live-facts late" data-testid="boxes-late" title={t('live.boxesLateWhy', { seconds: late })}>
            {t('live.boxesLate', { seconds: late })}
          </span>
        )}
        {live && status.insteadOf && (
          <span className="live-facts" title={t('live.insteadOfMain', { codec: codecName(status.insteadOf) })}>
            {t('live.substitute')}
          </span>
        )}
        {live && <span className="live-facts">{compact ? codecName(status.codecs) : facts(status)}</span>}
        {actions}
      </figcaption>
    </figure>
  );
}

function facts(status: LiveStatus): string {
  return [status.height ? `${status.width}×${status.height}` : null, status.codecs ? codecName(status.codecs) : null]
    .filter(Boolean)
    .join(' · ');
}

function codecName(codecs: string): string {
  if (codecs.startsWith('avc1') || codecs.startsWith('avc3')) return 'H.264';
  if (codecs.startsWith('hvc1') || codecs.startsWith('hev1')) return 'H.265';
  return codecs.split('.')[0] ?? codecs;
}

function StateBadge({ status }: { status: LiveStatus }) {
  const { t } = useSpeech();
  const { freshness } = status;
  const { name } = freshness;
  if (freshness.name === 'stills')
    return (
      <span className="live-badge late" data-testid="live-stills">
        {t('live.badgeStills')}
        <span className="live-delay"> {t('live.stillsWhy', { codec: codecName(freshness.codecs) })}</span>
      </span>
    );
  if (name !== 'live' && name !== 'late') return null;
  return (
    <span className={`live-badge ${name}`}>
      {t(name === 'live' ? 'live.badge' : 'live.badgeLate')}
      {status.delayMs !== null && (
        <span className="live-delay" data-testid="live-delay">
          {' '}
          {delayText(status.delayMs)}
        </span>
      )}
    </span>
  );
}

function delayText(delayMs: number): string {
  return delayMs < 10_000 ? `${Math.round(delayMs)} ms` : `${Math.round(delayMs / 1000)} s`;
}

/** Hides or dims a picture that is not live, with the reason in words. */
function Cover({ freshness }: { freshness: Freshness }) {
  const { t, code } = useSpeech();
  if (freshness.name === 'live' || freshness.name === 'late' || freshness.name === 'stills') return null;
  return (
    <div className={`live-cover ${freshness.name}`} role="status">
      <strong>{t(`live.${freshness.name}`)}</strong>
      {freshness.name === 'offline' && <span>{code('cause', freshness.cause)}</span>}
      {freshness.name === 'frozen' && (
        <span>{t('live.frozenFor', { seconds: Math.round(freshness.forMs / 1000) })}</span>
      )}
      {freshness.name === 'disconnected' && <span>{t('live.reconnecting')}</span>}
      {freshness.name === 'ended' && <EndedBecause reason={freshness.reason} />}
    </div>
  );
}

function EndedBecause({ reason }: { reason: Extract<Freshness, { name: 'ended' }>['reason'] }) {
  const { t, code } = useSpeech();
  switch (reason.kind) {
    case 'right-ended':
      return <span>{t('live.rightEnded')}</span>;
    case 'unknown-camera':
      return <span>{t('live.unknownCamera')}</span>;
    case 'problem':
      return <span>{code('problem', reason.slug)}</span>;
  }
}
