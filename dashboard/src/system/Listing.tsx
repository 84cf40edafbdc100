import type { KeyboardEvent, ReactNode } from 'react';
import type { Page } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { ProblemNote } from './ProblemNote';
import type { Pages } from './usePages';

/**
 * A table of one page, with what to say while it loads, is empty or was refused. Arrow keys go from row to row: the first
 * button of each row takes the focus.
 */
export function Listing<T, P extends Page<T>>({
  pages,
  label,
  head,
  empty,
  emptyHint,
  testId,
  fills = false,
  figures = [],
  onKey,
  children,
}: {
  pages: Pages<T, P>;
  label: string;
  head: readonly string[];
  empty: string;
  emptyHint: string;
  testId: string;
  /** Takes the height that is left and scrolls in itself. */
  fills?: boolean;
  /** Columns of numbers, by place: their titles stand over them. */
  figures?: readonly number[];
  /** A key pressed on a row, by its place in the page. */
  onKey?(key: string, at: number): boolean;
  children: ReactNode;
}) {
  const { t } = useSpeech();
  if (pages.problem) return <ProblemNote problem={pages.problem} retry={pages.reload} />;
  if (pages.loading) {
    return (
      <p className="empty" aria-busy="true">
        {t('app.loading')}
      </p>
    );
  }
  if (pages.items.length === 0 && pages.number === 1) {
    return (
      <div className="empty" data-testid={`${testId}-empty`}>
        <strong>{empty}</strong>
        <span>{emptyHint}</span>
      </div>
    );
  }
  return (
    <>
      <div
        className={`table-box own-keys ${fills ? 'fills' : ''}`}
        tabIndex={0}
        role="region"
        aria-label={label}
        onKeyDown={(event) => moveRow(event, onKey)}
      >
        <table data-testid={testId}>
          <thead>
            <tr>
              {head.map((title, at) =>
                title ? (
                  <th key={at} scope="col" className={figures.includes(at) ? 'figure' : undefined}>
                    {title}
                  </th>
                ) : (
                  <td key={at} />
                ),
              )}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
      {(pages.next || pages.previous) && (
        <nav className="form-actions" aria-label={t('pages.title')}>
          <button type="button" disabled={!pages.previous} onClick={pages.previous ?? undefined} data-testid="page-previous">
            ← {t('pages.previous')}
          </button>
          <span className="number">{t('pages.number', { number: pages.number })}</span>
          <button type="button" disabled={!pages.next} onClick={pages.next ?? undefined} data-testid="page-next">
            {t('pages.next')} →
          </button>
        </nav>
      )}
    </>
  );
}

function moveRow(event: KeyboardEvent<HTMLElement>, onKey?: (key: string, at: number) => boolean): void {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey || target.matches('input, select, textarea')) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody > tr')];
  const at = rows.findIndex((row) => row.contains(target));
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + (event.key === 'ArrowDown' ? 1 : -1)))];
    next?.querySelector<HTMLElement>('button, a')?.focus();
  } else if (!(at >= 0 && onKey?.(event.key, at))) return;
  event.preventDefault();
  event.stopPropagation();
}
