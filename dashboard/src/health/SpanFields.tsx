import { useState } from 'react';
import { useSpeech } from '../language/LanguageProvider';
import { toField } from '../language/time';
import { useNow } from '../system/useNow';
import { usualSpan } from './plans';

const LOOK_MS = 10_000;

/** From and to of something planned; until somebody touches them they follow the clock. See {@code spanOf}. */
export function SpanFields() {
  const { t } = useSpeech();
  const now = useNow(LOOK_MS);
  const [touchedMs, setTouchedMs] = useState<number | null>(null);
  const { fromMs, toMs } = usualSpan(touchedMs ?? now);
  const field = (name: 'from' | 'to', ms: number) => (
    <label key={name}>
      {t(`maintenance.${name}`)}
      <input
        key={ms}
        name={name}
        type="datetime-local"
        required
        defaultValue={toField(ms).slice(0, 16)}
        onFocus={() => setTouchedMs((before) => before ?? now)}
      />
    </label>
  );
  return [field('from', fromMs), field('to', toMs)];
}
