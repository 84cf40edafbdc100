import type { PriorityCoverage, SelectiveLoad } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { loadLevel } from './selective';

/** What comes at one person, and whether every camera is seen in time. */
export function LoadMeter({ load, coverage }: { load: SelectiveLoad; coverage: readonly PriorityCoverage[] }) {
  const { t } = useSpeech();
  const missing = coverage.filter((one) => !one.kept);
  const overdue = coverage.reduce((sum, one) => sum + one.overdue, 0);
  return (
    <div className="selective-load" data-testid="selective-load" data-level={loadLevel(load)}>
      <label>
        {t('selective.changes')}
        <meter
          min={0}
          max={load.mostChangesPerMinute}
          high={load.mostChangesPerMinute * 0.9}
          optimum={0}
          value={load.changesLastMinute}
        />
        <span>
          {load.changesLastMinute} / {load.mostChangesPerMinute}
        </span>
      </label>
      <span className={load.camerasPerWatcher > load.norm ? 'over' : ''}>
        {t('selective.perWatcher', { cameras: load.camerasPerWatcher, norm: load.norm, watchers: load.watchers })}
      </span>
      {coverage.length > 0 && missing.length === 0 && (
        <span>{t('selective.kept', { minutes: Math.round(coverage[0]!.withinSeconds / 60) })}</span>
      )}
      {missing.map((one) => (
        <strong key={one.districtCode} role="status" data-testid="selective-missing">
          {t('selective.missing', {
            district: one.districtCode,
            tiles: one.tilesNeeded - one.tilesAble,
            minutes: one.possibleEverySeconds === null ? '∞' : Math.ceil(one.possibleEverySeconds / 60),
          })}
        </strong>
      ))}
      {overdue > 0 && <strong className="over">{t('selective.overdue', { cameras: overdue })}</strong>}
    </div>
  );
}
