import type { HealthState } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { drawMark, HEALTH_COLOURS } from './marks';
import './camera.css';

/** State by shape, colour and word. */
export function HealthMark({ state, label = true }: { state: HealthState; label?: boolean }) {
  const { code } = useSpeech();
  const text = code('health', state);
  return (
    <span className={`health ${state}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path d={drawMark(state)} fill={HEALTH_COLOURS[state]} stroke="#06090d" strokeWidth="1" />
      </svg>
      <span className={label ? undefined : 'hidden-text'}>{text}</span>
    </span>
  );
}
