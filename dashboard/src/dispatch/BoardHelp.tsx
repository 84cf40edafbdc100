import { useSpeech } from '../language/LanguageProvider';
import type { TextKey } from '../language/language';
import { Dialog } from '../system/Dialog';

const LINES: readonly (readonly [string, TextKey])[] = [
  ['j / ↓', 'board.help.next'],
  ['k / ↑', 'board.help.previous'],
  ['1 … 9', 'board.help.tile'],
  ['n / p', 'board.help.page'],
  ['r', 'board.help.prolong'],
  ['t', 'board.help.target'],
  ['x', 'board.help.close'],
  ['Esc', 'board.help.back'],
];

export function BoardHelp({ onClose }: { onClose(): void }) {
  const { t } = useSpeech();
  return (
    <Dialog title={t('help.title')} onClose={onClose} testId="help">
      <dl className="facts keys">
        {LINES.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
      <div className="dialog-actions">
        <button type="button" data-first-focus onClick={onClose}>
          {t('action.close')}
        </button>
      </div>
    </Dialog>
  );
}
