import { useCallback } from 'react';
import { fetchSuppressed } from '../api/doors';
import { useSpeech } from '../language/LanguageProvider';
import { dateTimeText } from '../language/time';
import { Dialog } from '../system/Dialog';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';

const HOURS = 24;

/** What was seen and raised no alert of its own: where, how often, why. */
export function SuppressedDialog({ onClose }: { onClose(): void }) {
  const { t, code } = useSpeech();
  const load = useCallback((signal: AbortSignal) => fetchSuppressed(HOURS, signal), []);
  const { value, problem, reload } = useLoaded(load);
  const title = t('suppressed.title', { hours: HOURS });
  return (
    <Dialog title={title} onClose={onClose} testId="suppressed-dialog">
      <p className="sub">{t('suppressed.what')}</p>
      {problem && <ProblemNote problem={problem} retry={reload} />}
      {!value && !problem && (
        <p className="empty" aria-busy="true">
          {t('app.loading')}
        </p>
      )}
      {value?.items.length === 0 && <p className="empty">{t('suppressed.none')}</p>}
      {value && value.items.length > 0 && (
        <div className="table-box" tabIndex={0} role="region" aria-label={title}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('suppressed.camera')}</th>
                <th scope="col">{t('alert.zone')}</th>
                <th scope="col">{t('zone.kind')}</th>
                <th scope="col">{t('suppressed.reason')}</th>
                <th scope="col">{t('suppressed.count')}</th>
                <th scope="col">{t('suppressed.last')}</th>
              </tr>
            </thead>
            <tbody>
              {value.items.map((row) => (
                <tr key={`${row.cameraId} ${row.zoneId} ${row.behaviour} ${row.reason}`} data-testid="suppressed-row">
                  <td>{row.cameraName ?? row.cameraId}</td>
                  <td>{row.zoneName}</td>
                  <td>{code('behaviour', row.behaviour)}</td>
                  <td>{code('suppressedReason', row.reason)}</td>
                  <td className="number">{row.count}</td>
                  <td className="number">{dateTimeText(Date.parse(row.lastAt))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="dialog-actions">
        <button type="button" data-first-focus onClick={onClose}>
          {t('action.close')}
        </button>
      </div>
    </Dialog>
  );
}
