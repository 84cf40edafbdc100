import type { Incident, PursuitCamera } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { clockText, durationText } from '../language/time';
import { serverNowMs } from '../api/clock';
import { ProblemNote } from '../system/ProblemNote';
import type { Panel } from '../system/route';
import { useNow } from '../system/useNow';
import { compassOf, distanceText, isMoving, speedText } from './pursuit';
import type { PursuitDesk } from './usePursuit';

/** Where the target was seen last, which way it goes, which camera has it now and to which it comes next. */
export function IncidentPursuit({
  incident,
  desk,
  open,
}: {
  incident: Incident;
  desk: PursuitDesk;
  open(panel: Panel): void;
}) {
  const { t, language } = useSpeech();
  useNow(1000);
  const { pursuit } = desk;
  if (incident.status !== 'OPEN') return null;
  return (
    <section
      className="pursuit"
      aria-labelledby="pursuit-title"
      data-testid="incident-pursuit"
      data-seen={pursuit ? pursuit.way.length - 1 : undefined}
    >
      <header className="pursuit-head">
        <h3 id="pursuit-title">{t('pursuit.title')}</h3>
        {desk.mayAim && (
          <button
            type="button"
            aria-pressed={desk.aiming}
            onClick={() => desk.aim(!desk.aiming)}
            data-testid="pursuit-aim"
          >
            ◎ {t('pursuit.seenHere')} <kbd>t</kbd>
          </button>
        )}
      </header>
      {desk.problem && <ProblemNote problem={desk.problem} retry={desk.reload} />}
      {pursuit && (
        <>
          <p className="hidden-text" role="status">
            {isMoving(pursuit) && t('pursuit.announce', { time: clockText(Date.parse(pursuit.lastSeen.at)) })}
            {pursuit.headingDeg !== null && ` ${t(`compass.${compassOf(pursuit.headingDeg)}`)}`}
          </p>
          <p className="pursuit-now" data-testid="pursuit-now">
            {isMoving(pursuit)
              ? t('pursuit.seenAgo', {
                  time: clockText(Date.parse(pursuit.lastSeen.at)),
                  ago: durationText(language, serverNowMs() - Date.parse(pursuit.lastSeen.at)),
                })
              : t('pursuit.notMoved')}
            {pursuit.headingDeg !== null && (
              <strong>
                {' '}
                <span
                  className="compass"
                  style={{ transform: `rotate(${pursuit.headingDeg}deg)` }}
                  aria-hidden="true"
                >
                  ↑
                </span>{' '}
                {t(`compass.${compassOf(pursuit.headingDeg)}`)}
                {pursuit.speedMps !== null && ` · ${speedText(pursuit.speedMps)}`}
              </strong>
            )}
          </p>
          <h4>{t('pursuit.holding')}</h4>
          {pursuit.holding.length === 0 ? (
            <p className="notice" data-testid="pursuit-lost">
              {t('pursuit.lost')}
            </p>
          ) : (
            <ul className="along" data-testid="pursuit-holding">
              {pursuit.holding.map((camera) => (
                <Along key={camera.cameraId} camera={camera} mark="●" open={open} />
              ))}
            </ul>
          )}
          <h4>{t('pursuit.next')}</h4>
          {pursuit.next.length === 0 ? (
            <p className="empty">{t('pursuit.noNext')}</p>
          ) : (
            <ol className="along" data-testid="pursuit-next">
              {pursuit.next.map((camera, at) => (
                <Along key={camera.cameraId} camera={camera} mark={String(at + 1)} open={open} />
              ))}
            </ol>
          )}
        </>
      )}
    </section>
  );
}

function Along({ camera, mark, open }: { camera: PursuitCamera; mark: string; open(panel: Panel): void }) {
  const { t, language } = useSpeech();
  const inMs = camera.reachedAt === null ? null : Date.parse(camera.reachedAt) - serverNowMs();
  return (
    <li data-camera-id={camera.cameraId}>
      <button type="button" onClick={() => open({ kind: 'camera', id: camera.cameraId })}>
        <span className="along-mark number" aria-hidden="true">
          {mark}
        </span>
        <span className="along-name">{camera.name}</span>
        <span className="sub number">
          {t(`compass.${compassOf(camera.bearingDeg)}`)} {distanceText(camera.distanceM)}
          {inMs !== null && inMs > 0 && ` · ${t('pursuit.in', { duration: durationText(language, inMs) })}`}
          {camera.turning && ` · ${t('pursuit.turning')}`}
          {!camera.open && ` · ${t('pursuit.notOpen')}`}
        </span>
      </button>
    </li>
  );
}
