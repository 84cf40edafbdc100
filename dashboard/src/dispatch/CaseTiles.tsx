import type { BoardCamera, BoardCase } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { LiveTile } from '../live/LiveTile';
import type { pageOf } from './board';
import { TILES_A_PAGE } from './board';

/** The pictures of a case, best first, each with why it is among them; one may stand large before the others. */
export function CaseTiles({
  open,
  shown,
  large,
  onLarge,
  onPage,
}: {
  open: BoardCase;
  shown: ReturnType<typeof pageOf<BoardCamera>>;
  large: string | null;
  onLarge(cameraId: string): void;
  onPage(page: number): void;
}) {
  const { t } = useSpeech();
  if (open.cameras.length === 0)
    return (
      <div className="empty" data-testid="case-no-cameras">
        <strong>{t('board.noCameras')}</strong>
        <span>{t(open.units.length > 0 ? 'board.unitsSee' : 'incident.noCameras')}</span>
      </div>
    );
  const front = open.cameras.find(({ camera }) => camera.cameraId === large);
  return (
    <>
      <ul className={`case-tiles ${front ? 'with-large' : ''} of-${Math.min(shown.items.length, 5)}`}>
        {front && <Tile one={front} open={open} isLarge onLarge={onLarge} />}
        {shown.items
          .filter((one) => one !== front)
          .map((one) => (
            <Tile key={one.camera.cameraId} one={one} open={open} isLarge={false} onLarge={onLarge} />
          ))}
      </ul>
      {shown.pages > 1 && (
        <p className="case-pages">
          <button type="button" disabled={shown.page === 0} onClick={() => onPage(shown.page - 1)}>
            ‹ <kbd>p</kbd>
          </button>
          <span role="status">
            {t('board.page', {
              from: shown.page * TILES_A_PAGE + 1,
              to: shown.page * TILES_A_PAGE + shown.items.length,
              count: open.cameras.length,
            })}
          </span>
          <button type="button" disabled={shown.page === shown.pages - 1} onClick={() => onPage(shown.page + 1)}>
            <kbd>n</kbd> ›
          </button>
        </p>
      )}
    </>
  );
}

function Tile({
  one: { camera },
  open,
  isLarge,
  onLarge,
}: {
  one: BoardCamera;
  open: BoardCase;
  isLarge: boolean;
  onLarge(cameraId: string): void;
}) {
  const { t, code } = useSpeech();
  const number = open.cameras.findIndex((known) => known.camera.cameraId === camera.cameraId) + 1;
  return (
    <li
      className={isLarge ? 'large' : ''}
      data-testid="case-camera"
      data-camera-id={camera.cameraId}
      data-large={isLarge}
    >
      <LiveTile
        cameraId={camera.cameraId}
        name={`${number} ${camera.name}`}
        compact
        boxes={false}
        // A disaster's grants are for the small stream.
        stream={isLarge && !open.disaster ? 'main' : 'sub'}
        actions={
          <>
            <span className="distance number">{Math.round(camera.distanceM)} m</span>
            <button
              type="button"
              className="quiet"
              aria-pressed={isLarge}
              aria-label={t('board.large', { name: camera.name })}
              title={`${t('board.large', { name: camera.name })} (${number})`}
              onClick={() => onLarge(camera.cameraId)}
            >
              {isLarge ? '⤡' : '⤢'}
            </button>
          </>
        }
      />
      <p className="case-why" data-testid="case-why">
        {camera.reasonCodes.map((reason) => code('reasonCode', reason)).join(' · ')}
      </p>
    </li>
  );
}
