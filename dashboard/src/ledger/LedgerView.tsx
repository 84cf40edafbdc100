import { useCallback, useState, type FormEvent } from 'react';
import { fetchLedger, verifyLedger, type LedgerFilter } from '../api/doors';
import { asProblem, type Problem } from '../api/problem';
import type { LedgerRow, LedgerVerdict } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { dateTimeText, fromField } from '../language/time';
import { seesWholeLedger } from '../system/access';
import { useDesk } from '../system/ControlRoomProvider';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';
import './ledger.css';

const EMPTY: LedgerFilter = { action: '', subject: '', object: '', from: '', to: '' };

/** Who saw and did what, and why: a read-only chain. */
export function LedgerView() {
  const { t } = useSpeech();
  const { me } = useDesk();
  const [filter, setFilter] = useState(EMPTY);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string) => String(fields.get(name) ?? '').trim();
    const time = (name: string) => {
      const ms = fromField(text(name));
      return Number.isNaN(ms) ? '' : new Date(ms).toISOString();
    };
    setFilter({
      action: text('action'),
      subject: text('subject'),
      object: text('object'),
      from: time('from'),
      to: time('to'),
    });
  };
  return (
    <section className="ledger" aria-label={t('ledger.title')} data-testid="ledger">
      <header className="ledger-head">
        <div>
          <h2>{t('ledger.title')}</h2>
          <p>{t(seesWholeLedger(me) ? 'ledger.lead' : 'ledger.leadOwn')}</p>
        </div>
        {seesWholeLedger(me) && <VerifyButton />}
      </header>
      <form className="ledger-filter" onSubmit={submit}>
        <label>
          {t('ledger.subject')}
          <input name="subject" maxLength={100} />
        </label>
        <label>
          {t('ledger.action')}
          <input name="action" maxLength={100} placeholder="live.view" />
        </label>
        <label>
          {t('ledger.object')}
          <input name="object" maxLength={100} />
        </label>
        <label>
          {t('playback.from')}
          <input name="from" type="datetime-local" step={1} />
        </label>
        <label>
          {t('playback.to')}
          <input name="to" type="datetime-local" step={1} />
        </label>
        <button type="submit">{t('ledger.search')}</button>
      </form>
      <LedgerPages key={JSON.stringify(filter)} filter={filter} />
    </section>
  );
}

function LedgerPages({ filter }: { filter: LedgerFilter }) {
  const { t } = useSpeech();
  const first = useLoaded(useCallback((signal: AbortSignal) => fetchLedger(filter, null, signal), [filter]));
  const [more, setMore] = useState<{ items: LedgerRow[]; next: string | null } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const next = more ? more.next : (first.value?.next ?? null);
  const rows = [...(first.value?.items ?? []), ...(more?.items ?? [])];
  const loadMore = () => {
    fetchLedger(filter, next, null).then(
      (page) => setMore({ items: [...(more?.items ?? []), ...page.items], next: page.next }),
      (thrown: unknown) => setProblem(asProblem(thrown)),
    );
  };
  if (first.problem) return <ProblemNote problem={first.problem} retry={first.reload} />;
  if (!first.value)
    return (
      <p className="empty" aria-busy="true">
        {t('app.loading')}
      </p>
    );
  if (rows.length === 0)
    return (
      <div className="empty">
        <strong>{t('ledger.empty')}</strong>
        <span>{t('ledger.emptyHint')}</span>
      </div>
    );
  return (
    <div className="ledger-table" tabIndex={0} role="region" aria-label={t('ledger.title')}>
      <table>
        <thead>
          <tr>
            {(['at', 'subject', 'action', 'object', 'why', 'result', 'address'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`ledger.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <Row key={at} row={row} />
          ))}
        </tbody>
      </table>
      {problem && <ProblemNote problem={problem} retry={loadMore} />}
      {next && (
        <p className="empty">
          <button type="button" onClick={loadMore}>
            {t('ledger.more')}
          </button>
        </p>
      )}
    </div>
  );
}

function Row({ row }: { row: LedgerRow }) {
  const { code } = useSpeech();
  return (
    <tr data-testid="ledger-row">
      <td className="number nowrap">{dateTimeText(Date.parse(row.at))}</td>
      <td>
        {row.subject}
        <span className="sub">
          {code('role', row.role)}
          {row.agency && ` · ${row.agency}`}
        </span>
      </td>
      <td>
        {code('action', row.action)}
        <span className="sub mono">{row.action}</span>
      </td>
      <td>
        {row.objectId}
        <span className="sub">{code('object', row.objectType)}</span>
      </td>
      <td>
        {row.purpose ? code('viewPurpose', row.purpose) : '—'}
        {row.caseNo && <span className="sub">{row.caseNo}</span>}
      </td>
      <td>
        <span className={`result ${row.result}`}>{code('result', row.result)}</span>
        {row.reason && <span className="sub">{code('problem', row.reason)}</span>}
      </td>
      <td className="mono">{row.sourceAddress ?? '—'}</td>
    </tr>
  );
}

function VerifyButton() {
  const { t } = useSpeech();
  const [verdict, setVerdict] = useState<LedgerVerdict | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const verify = () => {
    setBusy(true);
    setVerdict(null);
    setProblem(null);
    verifyLedger()
      .then(setVerdict, (thrown: unknown) => setProblem(asProblem(thrown)))
      .finally(() => setBusy(false));
  };
  return (
    <div className="verify">
      <div role="status" data-testid="ledger-verdict">
        {problem && <ProblemNote problem={problem} />}
        {verdict &&
          (verdict.intact ? (
            <p className="verdict intact">
              ✓ {t('ledger.intact', { rows: verdict.rows })}
              {verdict.headHash && <span className="mono"> {verdict.headHash.slice(0, 16)}…</span>}
            </p>
          ) : (
            <p className="verdict broken">
              ✕ {t('ledger.broken')} <span className="mono">{JSON.stringify(verdict)}</span>
            </p>
          ))}
      </div>
      <button type="button" className="primary" disabled={busy} onClick={verify} data-testid="ledger-verify">
        {busy ? t('ledger.verifying') : t('ledger.verify')}
      </button>
    </div>
  );
}
