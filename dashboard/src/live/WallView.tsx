import { useMemo, useState } from 'react';
import type { Camera } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { useDesk } from '../system/ControlRoomProvider';
import { stored } from '../system/storage';
import { LiveTile } from './LiveTile';
import { chosenTiles, type WallSize } from './wall';
import './wall.css';

export function storedWall(): string[] {
  return (stored('wall') ?? '').split(' ').filter(Boolean);
}

/** One, four or nine live pictures: the chosen cameras first, then those that give a picture. */
export function WallView({
  size,
  chosen,
  onSize,
  onChoose,
  onOpen,
}: {
  size: WallSize;
  chosen: readonly string[];
  onSize(size: WallSize): void;
  onChoose(chosen: string[]): void;
  onOpen(cameraId: string): void;
}) {
  const { t } = useSpeech();
  const { room } = useDesk();
  const [boxes, setBoxes] = useState(true);
  // The order must not change with each health event: only with the set of cameras and the choice.
  const ids = [...room.cameras.keys()].sort().join(' ');
  const tiles = useMemo(() => chosenTiles(chosen, [...room.cameras.values()], size), [ids, chosen, size]);
  return (
    <section className="wall" aria-label={t('wall.title')} data-testid="wall">
      <header className="wall-head">
        <h2>{t('wall.title')}</h2>
        <div role="group" aria-label={t('wall.size')} className="wall-sizes">
          {([1, 4, 9] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={size === one}
              onClick={() => onSize(one)}
              data-testid={`wall-${one}`}
            >
              {one}
            </button>
          ))}
        </div>
        <button type="button" aria-pressed={boxes} onClick={() => setBoxes(!boxes)}>
          {t('live.boxes')}
        </button>
        {chosen.length > 0 && (
          <button type="button" className="quiet" onClick={() => onChoose([])}>
            {t('wall.reset')}
          </button>
        )}
      </header>
      {room.camerasLoaded && tiles.length === 0 && (
        <div className="empty">
          <strong>{t('cameras.none')}</strong>
          <span>{t('cameras.noneHint')}</span>
        </div>
      )}
      <div className={`wall-grid of-${size}`}>
        {tiles.map((cameraId, place) => {
          const camera = room.cameras.get(cameraId);
          return (
            <LiveTile
              key={cameraId}
              compact
              cameraId={cameraId}
              name={camera?.name ?? cameraId}
              zones={camera?.zones ?? []}
              boxes={boxes}
              stream={size === 1 ? 'main' : 'sub'}
              actions={
                <TileActions place={place} tiles={tiles} cameras={room.cameras} onChoose={onChoose} onOpen={onOpen} />
              }
            />
          );
        })}
      </div>
    </section>
  );
}

function TileActions({
  place,
  tiles,
  cameras,
  onChoose,
  onOpen,
}: {
  place: number;
  tiles: readonly string[];
  cameras: ReadonlyMap<string, Camera>;
  onChoose(chosen: string[]): void;
  onOpen(cameraId: string): void;
}) {
  const { t } = useSpeech();
  const cameraId = tiles[place]!;
  const choose = (picked: string) => {
    const next = [...tiles];
    const elsewhere = next.indexOf(picked);
    if (elsewhere >= 0) next[elsewhere] = cameraId;
    next[place] = picked;
    onChoose(next);
  };
  return (
    <>
      <select
        className="tile-select"
        value={cameraId}
        aria-label={t('wall.choose')}
        title={t('wall.choose')}
        onChange={(event) => choose(event.target.value)}
      >
        {[...cameras.values()].map((camera) => (
          <option key={camera.cameraId} value={camera.cameraId}>
            {camera.name}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="quiet"
        onClick={() => onOpen(cameraId)}
        aria-label={t('wall.open')}
        title={t('wall.open')}
      >
        ⤢
      </button>
    </>
  );
}
