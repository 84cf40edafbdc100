import { useEffect, useMemo, useState } from 'react';
import { listCameras } from '../api/registry';
import { useSpeech } from '../language/LanguageProvider';
import { CameraSearch } from '../camera/CameraSearch';
import { useDesk, useKnownCameras } from '../system/ControlRoomProvider';
import { Dialog } from '../system/Dialog';
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
  const { room, tell } = useDesk();
  const [boxes, setBoxes] = useState(true);
  useKnownCameras(chosen);
  // The cameras met first need not be those that give a picture.
  useEffect(() => {
    const leaving = new AbortController();
    listCameras({ state: 'ACTIVE', health: 'ONLINE' }, null, 9, leaving.signal).then(
      ({ items }) => tell({ type: 'camerasListed', cameras: items }),
      () => {}, // the room's list tells the problem
    );
    return () => leaving.abort();
  }, [tell]);
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
                <TileActions place={place} tiles={tiles} onChoose={onChoose} onOpen={onOpen} />
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
  onChoose,
  onOpen,
}: {
  place: number;
  tiles: readonly string[];
  onChoose(chosen: string[]): void;
  onOpen(cameraId: string): void;
}) {
  const { t } = useSpeech();
  const cameraId = tiles[place]!;
  const [choosing, setChoosing] = useState(false);
  const choose = (picked: string) => {
    const next = [...tiles];
    const elsewhere = next.indexOf(picked);
    if (elsewhere >= 0) next[elsewhere] = cameraId;
    next[place] = picked;
    setChoosing(false);
    onChoose(next);
  };
  return (
    <>
      <button
        type="button"
        className="quiet"
        onClick={() => setChoosing(true)}
        aria-label={t('wall.choose')}
        title={t('wall.choose')}
        data-testid="wall-choose"
      >
        ⇄
      </button>
      {choosing && (
        <Dialog title={t('wall.choose')} onClose={() => setChoosing(false)} testId="wall-choose-dialog">
          <div className="wall-search">
            <CameraSearch label={t('find.label')} testId="wall-search" onChoose={(hit) => choose(hit.cameraId)} />
          </div>
          <div className="dialog-actions">
            <button type="button" className="quiet" onClick={() => setChoosing(false)}>
              {t('action.cancel')}
            </button>
          </div>
        </Dialog>
      )}
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
