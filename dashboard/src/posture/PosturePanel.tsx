import { useCallback } from 'react';
import { fetchCameraPosture } from '../api/registry';
import type { Camera } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';
import { Finding } from './Finding';
import { Score } from './PostureView';
import './posture.css';

/** One camera's score and findings. */
export function PosturePanel({ camera }: { camera: Camera }) {
  const { t } = useSpeech();
  const { cameraId, districtCode } = camera;
  const load = useCallback(
    (signal: AbortSignal) => fetchCameraPosture(cameraId, districtCode, signal),
    [cameraId, districtCode],
  );
  const loaded = useLoaded(load);
  if (loaded.problem) return <ProblemNote problem={loaded.problem} retry={loaded.reload} />;
  if (!loaded.value) return <p aria-busy="true">{t('app.loading')}</p>;
  const { row } = loaded.value;
  if (!row || row.findings.length === 0) {
    return (
      <div className="empty" data-testid="camera-posture">
        <strong>✓ {t('posture.clean')}</strong>
        <span>{t('posture.cleanHint')}</span>
      </div>
    );
  }
  return (
    <section data-testid="camera-posture">
      <p>
        {t('posture.score')} <Score score={row.score} />
      </p>
      <ul className="plain-list">
        {row.findings.map((finding) => (
          <Finding key={finding.code} finding={finding} />
        ))}
      </ul>
    </section>
  );
}
