import { useCallback, useState } from 'react';
import { serverNowMs } from '../api/clock';
import { fetchDistricts } from '../api/doors';
import { fetchAvailability } from '../api/registry';
import type { Availability } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { dayText, durationText } from '../language/time';
import { Listing } from '../system/Listing';
import { useLoaded } from '../system/useLoaded';
import { usePages } from '../system/usePages';

const BY = ['agency', 'district', 'camera'] as const;
/** What the maintenance contracts ask for. */
const GOOD_PERCENT = 99;
const POOR_PERCENT = 95;

/** Share of a month in which pictures came, by agency, district or camera. */
export function AvailabilityView() {
  const { t, language } = useSpeech();
  const [month, setMonth] = useState(() => dayText(serverNowMs()).slice(0, 7));
  const [by, setBy] = useState<(typeof BY)[number]>('agency');
  const districts = useLoaded(fetchDistricts);
  const load = useCallback(
    (cursor: string | null, signal: AbortSignal) => fetchAvailability(month, by, cursor, signal),
    [month, by],
  );
  const pages = usePages<Availability>(load);
  const nameOf = (key: string) => {
    const district = districts.value?.features.find(({ properties }) => properties.districtCode === key)?.properties;
    return by === 'district' && district ? (language === 'ko' ? district.name : (district.nameEn ?? district.name)) : key;
  };
  return (
    <>
      <header className="register-head">
        <h2>{t('register.availability')}</h2>
        <p>{t('availability.lead')}</p>
      </header>
      <div className="filters">
        <label>
          {t('availability.month')}
          <input
            type="month"
            value={month}
            max={dayText(serverNowMs()).slice(0, 7)}
            data-testid="availability-month"
            onChange={(event) => event.target.value && setMonth(event.target.value)}
          />
        </label>
        <div role="group" aria-label={t('availability.by')} className="form-actions">
          {BY.map((one) => (
            <button key={one} type="button" aria-pressed={by === one} onClick={() => setBy(one)}>
              {t(`availability.by.${one}`)}
            </button>
          ))}
        </div>
      </div>
      <Listing
        pages={pages}
        fills
        label={t('register.availability')}
        testId="availability"
        empty={t('availability.none')}
        emptyHint={t('availability.noneHint')}
        figures={[1, 2, 4, 5]}
        head={[
          t(`availability.by.${by}`),
          t('strip.cameras'),
          t('availability.percent'),
          '',
          t('register.outages'),
          t('availability.repair'),
        ]}
      >
        {pages.items.map((row) => (
          <tr key={row.key} data-testid="availability-row" data-key={row.key}>
            <td>{nameOf(row.key)}</td>
            <td className="figure">{row.cameras.toLocaleString('en')}</td>
            <td className="figure">
              {row.percent === null ? (
                '—'
              ) : (
                <span className={`chip ${gradeOf(row.percent)}`}>{row.percent.toFixed(2)} %</span>
              )}
            </td>
            <td className="meter-cell">
              {row.percent !== null && (
                <meter min={80} max={100} low={POOR_PERCENT} high={GOOD_PERCENT} optimum={100} value={row.percent} />
              )}
              {(row.unknownPercent ?? 0) > 0.005 && (
                <span className="sub">{t('availability.unknown', { percent: row.unknownPercent!.toFixed(2) })}</span>
              )}
            </td>
            <td className="figure">{row.outages.toLocaleString('en')}</td>
            <td className="figure">
              {row.meanRepairSeconds === null ? '—' : durationText(language, row.meanRepairSeconds * 1000)}
            </td>
          </tr>
        ))}
      </Listing>
    </>
  );
}

function gradeOf(percent: number): string {
  if (percent >= GOOD_PERCENT) return 'good';
  return percent >= POOR_PERCENT ? 'warn' : 'bad';
}
