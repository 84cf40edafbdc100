import { useCallback } from 'react';
import { fetchRowErrors, rowErrorsUrl } from '../api/registry';
import type { ImportJob, RowError } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { Listing } from '../system/Listing';
import { usePages } from '../system/usePages';

const MOST_SHOWN = 40;

const shortened = (value: string) => (value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN - 1)}…` : value);

/** Which row and column was refused or doubted, and why. */
export function RowErrors({ job }: { job: ImportJob }) {
  const { t, code } = useSpeech();
  const load = useCallback(
    (cursor: string | null, signal: AbortSignal) => fetchRowErrors(job.jobId, cursor, signal),
    [job.jobId],
  );
  const pages = usePages<RowError>(load);
  return (
    <section className="row-errors">
      <div className="register-head">
        <h3>{t('import.errors')}</h3>
        {job.refused + job.warnings > 0 && (
          <a className="actions" href={rowErrorsUrl(job.jobId)} download data-testid="import-errors-csv">
            ⤓ {t('import.errorsCsv')}
          </a>
        )}
      </div>
      <Listing
        pages={pages}
        label={t('import.errors')}
        testId="import-errors"
        empty={t('import.noErrors')}
        emptyHint={t('import.noErrorsHint')}
        figures={[0]}
        head={[t('import.row'), t('import.column'), t('import.value'), t('import.reason'), t('import.severity')]}
      >
        {pages.items.map((error, at) => (
          <tr key={`${error.row} ${at}`} data-testid="import-error" data-code={error.code}>
            <td className="figure">{error.row}</td>
            <td className="nowrap">{error.column ?? '—'}</td>
            <td className="mono nowrap">{shortened(error.value ?? '')}</td>
            <td>
              {code('rowFinding', error.code)}
              <span className="sub">{error.reason}</span>
              <span className="sub mono">{error.code}</span>
            </td>
            <td className="nowrap">
              <span className={`chip ${error.severity === 'REFUSED' ? 'bad' : 'warn'}`}>
                {code('severity', error.severity)}
              </span>
            </td>
          </tr>
        ))}
      </Listing>
    </section>
  );
}
