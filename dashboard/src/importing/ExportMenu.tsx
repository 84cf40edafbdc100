import { useState } from 'react';
import { fetchDistricts } from '../api/doors';
import { exportUrl } from '../api/registry';
import { DistrictField } from '../camera/FilterFields';
import { useSpeech } from '../language/LanguageProvider';
import { useLoaded } from '../system/useLoaded';

const FORMATS = ['standard', 'standard13', 'geojson'] as const;

/** The register as a file: what is exported can be imported again. */
export function ExportMenu() {
  const { t } = useSpeech();
  const districts = useLoaded(fetchDistricts);
  const [format, setFormat] = useState<string>('standard');
  const [district, setDistrict] = useState('');
  const [encoding, setEncoding] = useState('utf-8');
  const text = format !== 'geojson';
  return (
    <section className="card" data-testid="export">
      <h3>{t('export.title')}</h3>
      <div className="filters">
        <label>
          {t('export.format')}
          <select value={format} onChange={(event) => setFormat(event.target.value)} data-testid="export-format">
            {FORMATS.map((one) => (
              <option key={one} value={one}>
                {t(`export.format.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <DistrictField districts={districts.value} value={district} onChange={setDistrict} />
        {text && (
          <label>
            {t('import.encoding')}
            <select value={encoding} onChange={(event) => setEncoding(event.target.value)}>
              <option value="utf-8">UTF-8</option>
              <option value="cp949">CP949</option>
            </select>
          </label>
        )}
        <a className="button" href={exportUrl(format, district, text ? encoding : '')} download data-testid="export-link">
          ⤓ {t('export.download')}
        </a>
      </div>
    </section>
  );
}
