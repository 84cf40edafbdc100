import { serverNowMs } from '../api/clock';
import type { UnitPosition } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { durationText } from '../language/time';
import { useNow } from '../system/useNow';
import './incident.css';

/** Who was sent and where they are; whoever is not heard any more is named first. */
export function IncidentUnits({ units }: { units: readonly UnitPosition[] }) {
  const { t, code, language } = useSpeech();
  useNow(1000);
  if (units.length === 0) return null;
  const sorted = [...units].sort((a, b) => Number(b.lost) - Number(a.lost));
  return (
    <>
      <h3>{t('units.title')}</h3>
      <ul className="units" data-testid="incident-units">
        {sorted.map(({ agency, unit, floor, room, at, lost }) => (
          <li key={`${agency} ${unit}`} data-unit={unit} data-lost={lost} className={lost ? 'lost' : ''}>
            <strong>{unit}</strong>
            <span>
              {code('agencyName', agency)}
              {floor !== null && ` · ${t('units.floor', { floor })}`}
              {room !== null && ` · ${room}`}
            </span>
            <span className="sub number">
              {lost && <span role="alert">⚠ {t('units.lost')}</span>} {t('time.ago', { duration: durationText(language, serverNowMs() - Date.parse(at)) })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
