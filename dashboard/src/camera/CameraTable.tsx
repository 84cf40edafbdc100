import { useCallback } from 'react';
import { fetchDistricts } from '../api/doors';
import { listCameras, type CameraFilter } from '../api/registry';
import type { Camera } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { dateTimeText } from '../language/time';
import { Listing } from '../system/Listing';
import { useLoaded } from '../system/useLoaded';
import { usePages } from '../system/usePages';
import { AgencyField, DistrictField, HealthField, PurposeField, StateField, WordsField } from './FilterFields';
import { HealthMark } from './HealthMark';

const PAGE = 100;

/** All cameras, page by page; the filter stands in the address. */
export function CameraTable({
  filter,
  onFilter,
  onOpen,
}: {
  filter: Readonly<Record<string, string>>;
  onFilter(filter: Record<string, string>): void;
  onOpen(cameraId: string): void;
}) {
  const { t, code, language } = useSpeech();
  const districts = useLoaded(fetchDistricts);
  const key = JSON.stringify(filter);
  const load = useCallback(
    (cursor: string | null, signal: AbortSignal) =>
      listCameras(JSON.parse(key) as Partial<CameraFilter>, cursor, PAGE, signal),
    [key],
  );
  const pages = usePages<Camera>(load);
  const field = (name: keyof CameraFilter) => ({
    value: filter[name] ?? '',
    onChange: (value: string) => onFilter({ ...filter, [name]: value }),
  });
  const inEnglish = new Map(
    districts.value?.features.map(({ properties }) => [properties.districtCode, properties.nameEn] as const),
  );
  const districtName = (camera: Camera) =>
    (language === 'en' && inEnglish.get(camera.districtCode)) || camera.districtName;
  const filtered = Object.values(filter).some(Boolean);
  const total = districts.value?.features.reduce((sum, { properties }) => sum + properties.cameras, 0);
  return (
    <>
      <header className="register-head">
        <h2>{t('register.table')}</h2>
        {total !== undefined && <p className="number">{t('table.total', { count: total.toLocaleString('en') })}</p>}
      </header>
      <div className="filters" role="search" aria-label={t('map.filter')}>
        <WordsField {...field('q')} />
        <DistrictField districts={districts.value} {...field('district')} />
        <PurposeField {...field('purpose')} />
        <StateField {...field('state')} />
        <HealthField {...field('health')} />
        <AgencyField {...field('agency')} />
        <label>
          {t('camera.mobility')}
          <select
            value={filter['mobility'] ?? ''}
            data-testid="filter-mobility"
            onChange={(event) => onFilter({ ...filter, mobility: event.target.value })}
          >
            <option value="">{t('filter.all')}</option>
            {(['FIXED', 'DRONE', 'VEHICLE'] as const).map((one) => (
              <option key={one} value={one}>
                {t(`mobility.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <button type="button" disabled={!filtered} onClick={() => onFilter({})}>
          {t('filter.clear')}
        </button>
      </div>
      <Listing
        pages={pages}
        fills
        label={t('register.table')}
        testId="camera-table"
        empty={t(filtered ? 'table.noneFiltered' : 'cameras.none')}
        emptyHint={t(filtered ? 'table.noneFilteredHint' : 'table.noneHint')}
        head={[
          t('camera.health'),
          t('camera.name'),
          t('camera.district'),
          t('camera.purpose'),
          t('camera.state'),
          t('camera.agency'),
          t('camera.since'),
        ]}
      >
        {pages.items.map((camera) => (
          <tr key={camera.cameraId} data-testid="camera-table-row" data-camera-id={camera.cameraId}>
            <td>
              <HealthMark state={camera.health.state} />
            </td>
            <td>
              <button type="button" className="link" onClick={() => onOpen(camera.cameraId)}>
                {camera.name}
              </button>
              <span className="sub mono">{camera.cameraId}</span>
            </td>
            <td className="nowrap">{districtName(camera)}</td>
            <td>{language === 'ko' ? camera.purposeKorean : code('purpose', camera.purpose)}</td>
            <td className="nowrap">{code('cameraState', camera.state)}</td>
            <td>{camera.managingAgency}</td>
            <td className="number nowrap">{camera.health.since ? dateTimeText(Date.parse(camera.health.since)) : '—'}</td>
          </tr>
        ))}
      </Listing>
    </>
  );
}
