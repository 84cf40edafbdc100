import { useCallback, useState } from 'react';
import { fetchDistricts } from '../api/doors';
import { fetchPosture } from '../api/registry';
import type { PosturePage, PostureRow } from '../api/types';
import { DistrictField } from '../camera/FilterFields';
import { useSpeech } from '../language/LanguageProvider';
import { Listing } from '../system/Listing';
import { useLoaded } from '../system/useLoaded';
import { usePages } from '../system/usePages';
import { Finding } from './Finding';
import './posture.css';

/** How well the cameras are secured: the weakest first. */
export function PostureView({ onOpen }: { onOpen(cameraId: string): void }) {
  const { t, code } = useSpeech();
  const [district, setDistrict] = useState('');
  const [below, setBelow] = useState('100');
  const districts = useLoaded(fetchDistricts);
  const load = useCallback(
    (cursor: string | null, signal: AbortSignal) => fetchPosture({ district, below }, cursor, signal),
    [district, below],
  );
  const pages = usePages<PostureRow, PosturePage>(load);
  const summary = pages.page?.summary;
  const codes = Object.entries(summary?.byCode ?? {}).sort(([, a], [, b]) => b - a);
  return (
    <>
      <header className="register-head">
        <h2>{t('register.posture')}</h2>
        <p>{t('posture.lead')}</p>
      </header>
      {summary && (
        <section className="posture-summary" data-testid="posture-summary">
          <div>
            <span className="sub">{t('posture.mean')}</span>
            <strong className="number">{summary.meanScore === null ? '—' : Math.round(summary.meanScore)}</strong>
          </div>
          <div>
            <span className="sub">{t('strip.cameras')}</span>
            <strong className="number">{summary.cameras.toLocaleString('en')}</strong>
          </div>
          {codes.map(([finding, count]) => (
            <div key={finding}>
              <span className="sub">{code('finding', finding)}</span>
              <strong className="number">{count.toLocaleString('en')}</strong>
            </div>
          ))}
        </section>
      )}
      <div className="filters">
        <DistrictField districts={districts.value} value={district} onChange={setDistrict} />
        <label>
          {t('posture.below')}
          <select value={below} onChange={(event) => setBelow(event.target.value)} data-testid="posture-below">
            <option value="">{t('filter.all')}</option>
            {['100', '80', '60', '40'].map((score) => (
              <option key={score} value={score}>
                {'< '}
                {score}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Listing
        pages={pages}
        fills
        label={t('register.posture')}
        testId="posture"
        empty={t('posture.none')}
        emptyHint={t('posture.noneHint')}
        head={[t('posture.score'), t('camera.name'), t('posture.findings')]}
      >
        {pages.items.map((row) => (
          <tr key={row.cameraId} data-testid="posture-row" data-camera-id={row.cameraId} data-score={row.score}>
            <td>
              <Score score={row.score} />
            </td>
            <td>
              <button type="button" className="link" onClick={() => onOpen(row.cameraId)}>
                {row.name}
              </button>
              <span className="sub mono">{row.cameraId}</span>
            </td>
            <td>
              <ul className="plain-list">
                {row.findings.map((finding) => (
                  <Finding key={finding.code} finding={finding} />
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </Listing>
    </>
  );
}

export function Score({ score }: { score: number }) {
  const grade = score >= 80 ? 'good' : score >= 50 ? 'warn' : 'bad';
  return <strong className={`score ${grade} number`}>{score}</strong>;
}
