import { useCallback, useMemo, useState } from 'react';
import { fetchHotSpots, type Districts } from '../api/doors';
import { serverNowMs } from '../api/clock';
import { useSpeech } from '../language/LanguageProvider';
import { dayText } from '../language/time';
import { districtAt } from '../map/geometry';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';
import { CellMap } from './CellMap';
import { bandsOf, quartersTo, spotsOf } from './hotSpots';

/** So many quarters can be chosen. */
const QUARTERS = 5;
/** So many a patrol can bear in mind. */
const LISTED = 10;

/** Where and at what hours patrols are worth most; cells and hours under five are not there, and the rest is in fives. */
export function HotSpots({ districts }: { districts: Districts | null }) {
  const { t, language } = useSpeech();
  const quarters = quartersTo(dayText(serverNowMs()), QUARTERS);
  const [quarter, setQuarter] = useState(quarters[0]!);
  const [fromHour, setFromHour] = useState<number | null>(null);
  const { value, problem, reload } = useLoaded(
    useCallback((signal: AbortSignal) => fetchHotSpots(quarter, signal), [quarter]),
  );
  const all = useMemo(() => value?.items ?? [], [value]);
  const spots = useMemo(() => spotsOf(all, fromHour), [all, fromHour]);
  const hours = (from: number, to: number) => `${String(from).padStart(2, '0')}–${String(to).padStart(2, '0')}`;
  const nameAt = (lon: number, lat: number) => {
    const known = districts && districtAt(districts, lon, lat)?.properties;
    return known ? (language === 'ko' ? known.name : (known.nameEn ?? known.name)) : t('statistics.noDistrict');
  };
  return (
    <section className="card" aria-labelledby="hot-spots-title" data-testid="hot-spots" data-spots={spots.length}>
      <header className="section-head">
        <h3 id="hot-spots-title">
          {t('hotSpots.title')} · {quarter}
        </h3>
        <div className="filters screen-only">
          <label>
            {t('hotSpots.quarter')}
            <select
              value={quarter}
              onChange={(event) => {
                setQuarter(event.target.value);
                setFromHour(null);
              }}
              data-testid="hot-spots-quarter"
            >
              {quarters.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
          <div role="group" aria-label={t('hotSpots.hours')} className="form-actions">
            <button type="button" aria-pressed={fromHour === null} onClick={() => setFromHour(null)}>
              {t('hotSpots.allDay')}
            </button>
            {bandsOf(all).map(([from, to]) => (
              <button
                key={from}
                type="button"
                className="number"
                aria-pressed={fromHour === from}
                onClick={() => setFromHour(from)}
              >
                {hours(from, to)}
              </button>
            ))}
          </div>
        </div>
      </header>
      {problem && <ProblemNote problem={problem} retry={reload} />}
      {value && (
        <p role="status">
          {spots.length === 0
            ? t('statistics.noCells', { least: value.least })
            : t('hotSpots.how', { least: value.least })}
        </p>
      )}
      {spots.length > 0 && (
        <div className="hot-spots">
          <div className="hot-spots-map">
            <CellMap
              cells={spots}
              least={value?.least ?? 0}
              districts={districts}
              label={t('hotSpots.title')}
              testId="hot-spots-map"
            />
          </div>
          <div className="table-box" tabIndex={0} role="region" aria-label={t('hotSpots.title')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('statistics.by.district')}</th>
                  <th scope="col">{t('hotSpots.middle')}</th>
                  <th scope="col">{t('hotSpots.hours')}</th>
                  <th scope="col" className="figure">
                    {t('statistics.times')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {spots.slice(0, LISTED).map((spot) => {
                  const [lon, lat] = [spot.lon + spot.sideDeg / 2, spot.lat + spot.sideDeg / 2];
                  return (
                    <tr key={`${lon} ${lat} ${spot.fromHour}`} data-testid="hot-spot">
                      <td>{nameAt(lon, lat)}</td>
                      <td className="number">
                        {lat.toFixed(4)}, {lon.toFixed(4)}
                      </td>
                      <td className="number">
                        {spot.fromHour === null ? t('hotSpots.allDay') : hours(spot.fromHour, spot.toHour)}
                      </td>
                      <td className="figure">{t('hotSpots.atLeast', { count: spot.count })}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        </div>
      )}
    </section>
  );
}
