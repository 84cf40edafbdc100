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
            {(change.fields ?? []).map((field) => (
              <span key={field} className="chip">
                {field}
              </span>
            ))}
            <Values from={change.from} to={change.to} />
          </td>
        </tr>
      ))}
    </Listing>
  );
}

function Values({ from, to }: { from: unknown; to: unknown }) {
  const before = valueText(from);
  const after = valueText(to);
  if (!before && !after) return null;
  return (
    <span className="sub mono">
      {before || '∅'} → {after || '∅'}
    </span>
  );
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}
