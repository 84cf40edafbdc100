import { useCallback } from 'react';
import { fetchHistory } from '../api/registry';
import type { CameraChange } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { dateTimeText } from '../language/time';
import { Listing } from '../system/Listing';
import { usePages } from '../system/usePages';

/** Who changed what, when and why. */
export function HistoryTab({ cameraId }: { cameraId: string }) {
  const { t, code } = useSpeech();
  const load = useCallback(
    (cursor: string | null, signal: AbortSignal) => fetchHistory(cameraId, cursor, signal),
    [cameraId],
  );
  const pages = usePages<CameraChange>(load);
  return (
    <Listing
      pages={pages}
      label={t('cameraTab.history')}
      testId="camera-history"
      empty={t('history.none')}
      emptyHint={t('history.noneHint')}
      head={[t('ledger.at'), t('ledger.subject'), t('history.what'), t('history.fields')]}
    >
      {pages.items.map((change, at) => (
        <tr key={`${change.version} ${at}`} data-testid="history-row">
          <td className="number nowrap">
            {dateTimeText(Date.parse(change.at))}
            <span className="sub">v{change.version}</span>
          </td>
          <td>{change.who}</td>
          <td>
            {code('change', change.what)}
            {change.reason && <span className="sub">{change.reason}</span>}
          </td>
          <td>
            <Changes change={change} />
          </td>
        </tr>
      ))}
    </Listing>
  );
}

/** Field by field: what it was, what it became. */
function Changes({ change }: { change: CameraChange }) {
  const { code } = useSpeech();
  const { from, to } = change;
  const fields = change.fields ?? [];
  const parts = isRecord(from) || isRecord(to);
  return (
    <ul className="plain-list">
      {fields.map((field) => {
        const before = valueText(isRecord(from) ? from[field] : null);
        const after = valueText(isRecord(to) ? to[field] : null);
        return (
          <li key={field} className="change">
            <span className="chip" title={field}>
              {code('field', field)}
            </span>
            {parts && (before || after) && (
              <span className="sub mono">
                {before || '∅'} → {after || '∅'}
              </span>
            )}
          </li>
        );
      })}
      {!parts && (valueText(from) || valueText(to)) && (
        <li className="sub mono">
          {valueText(from) || '∅'} → {valueText(to) || '∅'}
        </li>
      )}
    </ul>
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = partsText(value);
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}

/** What is said of an object, part by part; what it leaves open is not said. */
function partsText(value: unknown): string {
  if (Array.isArray(value)) return value.map(partsText).join('; ');
  if (!isRecord(value)) return String(value);
  return Object.entries(value)
    .filter(([, part]) => part !== null)
    .map(([name, part]) => `${name} ${partsText(part)}`)
    .join(', ');
}
