import { useCallback, useEffect } from 'react';
import { fetchSafetyMap, type Districts } from '../api/doors';
import { useSpeech } from '../language/LanguageProvider';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';
import { CellMap } from './CellMap';

/** The running month follows what happens. */
const AGAIN_MS = 30_000;

/** Where incidents of a month were: cells of five and more, and no other. */
export function SafetyMap({ month, districts }: { month: string; districts: Districts | null }) {
  const { t } = useSpeech();
  const { value, problem, reload } = useLoaded(
    useCallback((signal: AbortSignal) => fetchSafetyMap(month, signal), [month]),
  );
  const running = value?.running ?? false;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(reload, AGAIN_MS);
    return () => clearInterval(timer);
  }, [running, reload]);
  const cells = value?.items ?? NONE;
  return (
    <>
      {problem && <ProblemNote problem={problem} retry={reload} />}
      {value && (
        <p role="status" data-testid="safety-total" data-cells={cells.length}>
          {cells.length === 0
            ? t('statistics.noCells', { least: value.least })
            : t('statistics.cells', { cells: cells.length, total: value.total, least: value.least })}
          {running && ` ${t('statistics.running', { least: value.least })}`}
        </p>
      )}
      <CellMap
        cells={cells}
        least={value?.least ?? 0}
        districts={districts}
        label={t('statistics.safety')}
        testId="safety-map"
      />
    </>
  );
}

const NONE: [] = [];
