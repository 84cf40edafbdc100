import { useCallback, useEffect, useReducer, useRef, useState, type DragEvent } from 'react';
import { serverNowMs } from '../api/clock';
import type { Upload } from '../api/http';
import { asProblem, isAbort } from '../api/problem';
import { cancelJob, fetchJob, fetchJobs, startImport } from '../api/registry';
import type { ImportJob } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { dateTimeText } from '../language/time';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';
import { ExportMenu } from './ExportMenu';
import { advance, BEGIN, isOver, mayImport, secondsLeft, share, type ImportStep } from './importState';
import { RowErrors } from './RowErrors';
import { sniff, SNIFF_BYTES, STANDARD_COLUMNS, type Sniffed } from './sniff';
import './importing.css';

const ASK_MS = 700;
const MOST_BYTES = 256 * 1024 * 1024;
const STEPS = ['choose', 'check', 'import', 'result'] as const;

interface Chosen {
  file: File;
  sniffed: Sniffed;
}

/** Choose a file, let the server look at it, import it, read the report. */
export function ImportView({ onDone }: { onDone(): void }) {
  const { t } = useSpeech();
  const [step, tell] = useReducer(advance, BEGIN);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const sending = useRef<Upload<ImportJob> | null>(null);
  const jobs = useLoaded(fetchJobs);

  const running = step.name === 'running' ? step.job.jobId : null;
  useEffect(() => {
    if (!running) return;
    const leaving = new AbortController();
    const ask = () =>
      fetchJob(running, leaving.signal).then(
        (job) => tell({ type: 'told', job }),
        () => {}, // asked again soon; the log-out is handled where requests are sent
      );
    const timer = setInterval(ask, ASK_MS);
    return () => {
      clearInterval(timer);
      leaving.abort();
    };
  }, [running]);
  const over = step.name === 'over' || step.name === 'checked';
  useEffect(() => {
    if (over) jobs.reload();
  }, [over]);

  const send = useCallback((what: Chosen, dryRun: boolean) => {
    tell({ type: 'sending', dryRun, total: what.file.size });
    const upload = startImport(what.file, what.sniffed.format, dryRun, (bytes) => tell({ type: 'sent', bytes }));
    sending.current = upload;
    upload.answer
      .then(
        (job) => tell({ type: 'told', job }),
        (thrown: unknown) =>
          tell(isAbort(thrown) ? { type: 'cancelled' } : { type: 'refused', problem: asProblem(thrown) }),
      )
      .finally(() => {
        sending.current = null;
      });
  }, []);
  useEffect(() => () => sending.current?.cancel(), []);

  const cancel = () => {
    if (step.name === 'uploading') sending.current?.cancel();
    else if (step.name === 'running') {
      cancelJob(step.job.jobId).then(
        () => fetchJob(step.job.jobId, null).then((job) => tell({ type: 'told', job })),
        () => {}, // it was over already: the next answer says so
      );
    }
  };
  const again = () => {
    setChosen(null);
    tell({ type: 'again' });
  };
  return (
    <div className="import" data-testid="import" data-step={step.name}>
      <header className="register-head">
        <h2>{t('register.import')}</h2>
        <p>{t('import.lead')}</p>
      </header>
      <ol className="steps" aria-label={t('import.steps')}>
        {STEPS.map((one, at) => (
          <li key={one} aria-current={stepNumber(step) === at ? 'step' : undefined}>
            <span className="number">{at + 1}</span> {t(`import.step.${one}`)}
          </li>
        ))}
      </ol>
      {step.name === 'choose' && (
        <>
          {step.problem && <ProblemNote problem={step.problem} />}
          <DropZone onFile={(file) => void look(file).then(setChosen)} />
          {chosen && <Preview chosen={chosen} onSend={() => send(chosen, true)} />}
        </>
      )}
      {step.name === 'uploading' && (
        <section className="card" aria-live="polite">
          <h3>{t('import.uploading')}</h3>
          <progress value={step.sent} max={step.total || 1} aria-label={t('import.uploading')} />
          <p className="number">
            {megabytes(step.sent)} / {megabytes(step.total)}
          </p>
          <button type="button" onClick={cancel} data-testid="import-cancel">
            {t('action.cancel')}
          </button>
        </section>
      )}
      {step.name === 'running' && <Running job={step.job} onCancel={cancel} />}
      {step.name === 'checked' && (
        <section className="card">
          <h3>{t('import.checked')}</h3>
          <Counts job={step.job} />
          {!mayImport(step.job) && (
            <p className="notice">{t(step.job.refused > 0 ? 'import.nothingGood' : 'import.nothingNew')}</p>
          )}
          <div className="form-actions">
            {chosen && (
              <button
                type="button"
                className="primary"
                disabled={!mayImport(step.job)}
                onClick={() => send(chosen, false)}
                data-testid="import-start"
              >
                {t('import.start', { count: (step.job.created + step.job.updated).toLocaleString('en') })}
              </button>
            )}
            <button type="button" onClick={again}>
              {t('import.other')}
            </button>
          </div>
          <RowErrors job={step.job} />
        </section>
      )}
      {step.name === 'over' && (
        <section className="card" data-testid="import-result" data-state={step.job.state}>
          <h3>{t(`import.over.${step.job.state === 'FAILED' || step.job.state === 'CANCELLED' ? step.job.state : 'DONE'}`)}</h3>
          {step.job.problem && <p className="problem">{step.job.problem}</p>}
          <Counts job={step.job} />
          <div className="form-actions">
            <button type="button" className="primary" onClick={onDone}>
              {t('import.toTable')}
            </button>
            <button type="button" onClick={again} data-testid="import-again">
              {t('import.other')}
            </button>
          </div>
          <RowErrors job={step.job} />
        </section>
      )}
      <Jobs jobs={jobs.value?.items ?? []} onOpen={(job) => tell({ type: 'told', job })} busy={step.name !== 'choose'} />
      <ExportMenu />
    </div>
  );
}

function stepNumber(step: ImportStep): number {
  switch (step.name) {
    case 'choose':
      return 0;
    case 'uploading':
      return step.dryRun ? 1 : 2;
    case 'running':
      return step.job.dryRun ? 1 : 2;
    case 'checked':
      return 1;
    case 'over':
      return 3;
  }
}

async function look(file: File): Promise<Chosen> {
  const bytes = new Uint8Array(await file.slice(0, SNIFF_BYTES).arrayBuffer());
  return { file, sniffed: sniff(bytes, file.name) };
}

const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MiB`;

function DropZone({ onFile }: { onFile(file: File): void }) {
  const { t } = useSpeech();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };
  return (
    <div
      className={`drop-zone ${over ? 'over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <strong>{t('import.drop')}</strong>
      <span>{t('import.dropHint')}</span>
      <button type="button" className="primary" onClick={() => input.current?.click()}>
        {t('import.choose')}
      </button>
      <input
        ref={input}
        type="file"
        className="hidden-text"
        tabIndex={-1}
        accept=".csv,.txt,.json,.geojson,text/csv,application/geo+json"
        aria-label={t('import.choose')}
        data-testid="import-file"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          event.target.value = '';
        }}
      />
    </div>
  );
}

function Preview({ chosen, onSend }: { chosen: Chosen; onSend(): void }) {
  const { t } = useSpeech();
  const { file, sniffed } = chosen;
  const odd = sniffed.columns !== null && !STANDARD_COLUMNS.includes(sniffed.columns);
  const tooLarge = file.size > MOST_BYTES;
  return (
    <section className="card" data-testid="import-preview" data-format={sniffed.format} data-encoding={sniffed.encoding}>
      <h3>{file.name}</h3>
      <p className="form-actions">
        <span className="chip">{t(`import.format.${sniffed.format}`)}</span>
        <span className="chip">{sniffed.encoding.toUpperCase()}</span>
        {sniffed.columns !== null && (
          <span className={`chip ${odd ? 'warn' : 'good'}`}>{t('import.columns', { count: sniffed.columns })}</span>
        )}
        <span className="chip">{megabytes(file.size)}</span>
      </p>
      {odd && <p className="notice">{t('import.odd')}</p>}
      {tooLarge && <p className="notice">{t('import.tooLarge')}</p>}
      {sniffed.rows.length > 0 && (
        <div className="table-box" tabIndex={0} role="region" aria-label={t('import.preview')}>
          <table>
            <thead>
              <tr>
                {sniffed.header.map((title, at) => (
                  <th key={at} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sniffed.rows.map((row, at) => (
                <tr key={at}>
                  {row.map((value, place) => (
                    <td key={place} className="nowrap">
                      {value}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="form-actions">
        <button type="button" className="primary" disabled={tooLarge} onClick={onSend} data-testid="import-check">
          {t('import.check')}
        </button>
        <span className="sub">{t('import.checkHint')}</span>
      </div>
    </section>
  );
}

function Running({ job, onCancel }: { job: ImportJob; onCancel(): void }) {
  const { t } = useSpeech();
  const left = secondsLeft(job, serverNowMs());
  return (
    <section className="card" data-testid="import-running">
      <h3>{t(job.dryRun ? 'import.checking' : 'import.importing')}</h3>
      <progress value={share(job)} max={1} aria-label={t('import.importing')} data-testid="import-progress" />
      <p className="number" role="status">
        {t('import.rowsDone', { done: job.rowsDone.toLocaleString('en'), rows: job.rows?.toLocaleString('en') ?? '?' })}
        {left !== null && <> · {t('import.left', { seconds: left })}</>}
      </p>
      <Counts job={job} />
      <button type="button" onClick={onCancel} data-testid="import-cancel">
        {t('action.cancel')}
      </button>
    </section>
  );
}

const COUNTS = ['created', 'updated', 'unchanged', 'refused', 'warnings'] as const;

function Counts({ job }: { job: ImportJob }) {
  const { t } = useSpeech();
  return (
    <dl className="counts">
      {COUNTS.map((name) => (
        <div key={name} className={name} data-testid={`count-${name}`}>
          <dt>{t(`import.${name}`)}</dt>
          <dd className="number">{job[name].toLocaleString('en')}</dd>
        </div>
      ))}
      {job.encoding && (
        <div>
          <dt>{t('import.encoding')}</dt>
          <dd>
            {job.encoding}
            {job.columns && <> · {job.columns}</>}
          </dd>
        </div>
      )}
    </dl>
  );
}

function Jobs({ jobs, onOpen, busy }: { jobs: readonly ImportJob[]; onOpen(job: ImportJob): void; busy: boolean }) {
  const { t } = useSpeech();
  if (jobs.length === 0 || busy) return null;
  return (
    <section>
      <h3>{t('import.earlier')}</h3>
      <ul className="plain-list">
        {jobs.slice(0, 10).map((job) => (
          <li key={job.jobId} data-testid="import-job" data-state={job.state}>
            <button type="button" className="link" onClick={() => onOpen(job)}>
              {dateTimeText(Date.parse(job.startedAt))} · {t(`importState.${job.state}`)}
            </button>
            <span className="sub">
              {job.dryRun && <>{t('import.dryRun')} · </>}
              {job.startedBy} · {t('import.summary', { rows: job.rowsDone, refused: job.refused })}
              {!isOver(job) && <> · {Math.round(share(job) * 100)} %</>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
