import type { SelectiveTile } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { LiveTile } from '../live/LiveTile';
import { WallGrid } from '../live/WallGrid';
import { useDesk, useKnownCameras } from '../system/ControlRoomProvider';
import { ProblemNote } from '../system/ProblemNote';
import { useNow } from '../system/useNow';
import { LoadMeter } from './LoadMeter';
import { reasonText } from './reasonText';
import { cellsOf, secondsLeft, shownReasons, type SelectiveSize } from './selective';
import { useSelectiveWall } from './useSelectiveWall';
import './selective.css';

/** The wall that the system fills: what is pinned, what is brought forward and why, and every camera in its turn. */
export function SelectiveWall({
  size,
  boxes,
  onOpen,
}: {
  size: SelectiveSize;
  boxes: boolean;
  onOpen(cameraId: string): void;
}) {
  const { t } = useSpeech();
  const { wall, problem, retry, togglePin } = useSelectiveWall(size);
  const cells = cellsOf(wall?.showing ?? [], size);
  useKnownCameras(cells.flatMap((cell) => (cell ? [cell.cameraId] : [])));

  const onKey = (key: string, place: number) => {
    const tile = cells[place] ?? null;
    if (!tile || (key !== 'p' && key !== 'Enter')) return false;
    if (key === 'p') togglePin(tile.cameraId);
    else onOpen(tile.cameraId);
    return true;
  };

  return (
    <>
      {wall && <LoadMeter load={wall.load} coverage={wall.coverage} />}
      {problem && <ProblemNote problem={problem} retry={retry} />}
      {!wall && !problem && (
        <p className="empty" aria-busy="true">
          {t('selective.opening')}
        </p>
      )}
      {wall && wall.showing.length === 0 && (
        <p className="selective-quiet" role="status" data-testid="selective-quiet">
          {t('selective.quiet')}
        </p>
      )}
      <WallGrid
        size={size}
        label={t('selective.title')}
        testId="selective"
        onKey={onKey}
        cells={cells.map((tile, place) => ({
          label: tile ? t('selective.tile', { place: place + 1, name: tile.cameraName }) : t('selective.free'),
          className: tile ? tile.why.toLowerCase() : 'free',
          content: tile && (
            <Tile tile={tile} boxes={boxes} onPin={() => togglePin(tile.cameraId)} onOpen={() => onOpen(tile.cameraId)} />
          ),
        }))}
      />
    </>
  );
}

function Tile({
  tile,
  boxes,
  onPin,
  onOpen,
}: {
  tile: SelectiveTile;
  boxes: boolean;
  onPin(): void;
  onOpen(): void;
}) {
  const { t } = useSpeech();
  const { room } = useDesk();
  const pinned = tile.why === 'PINNED';
  return (
    <LiveTile
      key={tile.cameraId}
      compact
      cameraId={tile.cameraId}
      name={tile.cameraName}
      zones={room.cameras.get(tile.cameraId)?.zones ?? []}
      boxes={boxes}
      stream="auto"
      overlay={<Why tile={tile} />}
      actions={
        <>
          <button
            type="button"
            className="quiet"
            aria-pressed={pinned}
            onClick={onPin}
            aria-label={t(pinned ? 'selective.unpin' : 'selective.pin')}
            title={t(pinned ? 'selective.unpin' : 'selective.pin')}
            data-testid="selective-pin"
          >
            {pinned ? '◆' : '◇'}
          </button>
          <button
            type="button"
            className="quiet"
            onClick={onOpen}
            aria-label={t('wall.open')}
            title={t('wall.open')}
          >
            ⤢
          </button>
        </>
      }
    />
  );
}

/** Over the picture: what it is up for, and for how long yet. */
function Why({ tile }: { tile: SelectiveTile }) {
  const speech = useSpeech();
  const now = useNow(1000);
  const left = secondsLeft(tile, now);
  return (
    <div className="selective-why" data-testid="selective-why">
      <strong>{speech.t(`selective.why.${tile.why}`)}</strong>
      {shownReasons(tile.reasons).map((reason, at) => (
        <span key={at}>
          {reasonText(speech, reason)} <em>{reason.points}</em>
        </span>
      ))}
      {left !== null && <span className="selective-left">{speech.t('selective.left', { seconds: left })}</span>}
    </div>
  );
}
