import { useEffect, useMemo, useRef, useState } from 'react';
import { listCameras } from '../api/registry';
import { useSpeech } from '../language/LanguageProvider';
import { CameraSearch } from '../camera/CameraSearch';
import { useDesk, useKnownCameras } from '../system/ControlRoomProvider';
import { Dialog } from '../system/Dialog';
import { stored } from '../system/storage';
import { LiveTile } from './LiveTile';
import { SIZES } from '../selective/selective';
import { SelectiveWall } from '../selective/SelectiveWall';
import { chosenTiles, selectiveSize, WALL_SIZES, type WallSize } from './wall';
import { toggleWholeScreen, WallGrid } from './WallGrid';
import './wall.css';

export function storedWall(): string[] {
  return (stored('wall') ?? '').split(' ').filter(Boolean);
}

/** Live pictures, chosen by hand or by the system (선별관제). */
export function WallView({
  size,
  chosen,
  selective,
  onSize,
  onChoose,
  onSelective,
  onOpen,
}: {
  size: WallSize;
  chosen: readonly string[];
  selective: boolean;
  onSize(size: WallSize): void;
  onChoose(chosen: string[]): void;
  onSelective(selective: boolean): void;
  onOpen(cameraId: string): void;
}) {
  const { t } = useSpeech();
  const [boxes, setBoxes] = useState(true);
  const wall = useRef<HTMLElement>(null);
  const shown = selective ? selectiveSize(size) : size;
  return (
    <section ref={wall} className="wall" aria-label={t('wall.title')} data-testid="wall">
      <header className="wall-head">
        <h2>{t(selective ? 'selective.title' : 'wall.title')}</h2>
        <button
          type="button"
          aria-pressed={selective}
          onClick={() => onSelective(!selective)}
          data-testid="wall-selective"
        >
          {t('selective.mode')}
        </button>
        <div role="group" aria-label={t('wall.size')} className="wall-sizes">
          {(selective ? SIZES : WALL_SIZES).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={shown === one}
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
        <button
          type="button"
          onClick={() => wall.current && toggleWholeScreen(wall.current)}
          data-testid="wall-whole-screen"
        >
          {t('wall.wholeScreen')}
        </button>
        {!selective && chosen.length > 0 && (
          <button type="button" className="quiet" onClick={() => onChoose([])}>
            {t('wall.reset')}
          </button>
        )}
      </header>
      {selective ? (
        <SelectiveWall size={selectiveSize(size)} boxes={boxes} onOpen={onOpen} />
      ) : (
        <ChosenWall size={size} chosen={chosen} boxes={boxes} onChoose={onChoose} onOpen={onOpen} />
      )}
    </section>
  );
}

/** The chosen cameras first, then those that give a picture. */
function ChosenWall({
  size,
  chosen,
  boxes,
  onChoose,
  onOpen,
}: {
  size: WallSize;
  chosen: readonly string[];
  boxes: boolean;
  onChoose(chosen: string[]): void;
  onOpen(cameraId: string): void;
}) {
  const { t } = useSpeech();
  const { room, tell } = useDesk();
  useKnownCameras(chosen);
  // The cameras met first need not be those that give a picture.
  useEffect(() => {
    const leaving = new AbortController();
    listCameras({ state: 'ACTIVE', health: 'ONLINE' }, null, 16, leaving.signal).then(
      ({ items }) => tell({ type: 'camerasListed', cameras: items }),
      () => {}, // the room's list tells the problem
    );
    return () => leaving.abort();
  }, [tell]);
  // The order must not change with each health event: only with the set of cameras and the choice.
  const ids = [...room.cameras.keys()].sort().join(' ');
  const tiles = useMemo(() => chosenTiles(chosen, [...room.cameras.values()], size), [ids, chosen, size]);
  return (
    <>
      {room.camerasLoaded && tiles.length === 0 && (
        <div className="empty">
          <strong>{t('cameras.none')}</strong>
          <span>{t('cameras.noneHint')}</span>
        </div>
      )}
      <WallGrid
        size={size}
        label={t('wall.title')}
        testId="wall"
        onKey={(key, place) => {
          const cameraId = tiles[place];
          if (key !== 'Enter' || !cameraId) return false;
          onOpen(cameraId);
          return true;
        }}
        cells={tiles.map((cameraId, place) => {
          const camera = room.cameras.get(cameraId);
          const name = camera?.name ?? cameraId;
          return {
            label: t('selective.tile', { place: place + 1, name }),
            className: '',
            content: (
              <LiveTile
                key={cameraId}
                compact
                cameraId={cameraId}
                name={name}
                zones={camera?.zones ?? []}
                boxes={boxes}
                stream="auto"
                actions={<TileActions place={place} tiles={tiles} onChoose={onChoose} onOpen={onOpen} />}
              />
            ),
          };
        })}
      />
    </>
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
