import { useRef, type KeyboardEvent } from 'react';
import type { SelectiveTile } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { LiveTile } from '../live/LiveTile';
import { useDesk, useKnownCameras } from '../system/ControlRoomProvider';
import { ProblemNote } from '../system/ProblemNote';
import { latinKey } from '../system/shortcuts';
import { useNow } from '../system/useNow';
import { LoadMeter } from './LoadMeter';
import { reasonText } from './reasonText';
import { cellsOf, placeAfter, secondsLeft, shownReasons, type SelectiveSize } from './selective';
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
  const grid = useRef<HTMLDivElement>(null);
  const cells = cellsOf(wall?.showing ?? [], size);
  useKnownCameras(cells.flatMap((cell) => (cell ? [cell.cameraId] : [])));

  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const cell = (event.target as Element).closest<HTMLElement>('[data-place]');
    if (!cell || event.target !== cell) return;
    const place = Number(cell.dataset['place']);
    const tile = cells[place] ?? null;
    const next = placeAfter(event.key, place, size);
    if (next !== null) grid.current?.querySelector<HTMLElement>(`[data-place="${next}"]`)?.focus();
    else if (latinKey(event.key) === 'p' && tile) togglePin(tile.cameraId);
    else if (event.key === 'Enter' && tile) onOpen(tile.cameraId);
    else return;
    event.preventDefault();
    event.stopPropagation();
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
      <div
        ref={grid}
        className={`wall-grid of-${size} own-keys`}
        data-testid="selective-grid"
        role="group"
        aria-label={t('selective.title')}
        onKeyDown={onKey}
      >
        {cells.map((tile, place) => (
          <div
            key={place}
            className={`selective-cell ${tile ? tile.why.toLowerCase() : 'free'}`}
            data-place={place}
            data-testid="selective-cell"
            tabIndex={0}
            role="group"
            aria-label={tile ? t('selective.tile', { place: place + 1, name: tile.cameraName }) : t('selective.free')}
          >
            {tile && (
              <Tile tile={tile} boxes={boxes} onPin={() => togglePin(tile.cameraId)} onOpen={() => onOpen(tile.cameraId)} />
            )}
          </div>
        ))}
      </div>
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
