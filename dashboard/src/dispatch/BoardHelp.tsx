import { useSpeech } from '../language/LanguageProvider';
import type { TextKey } from '../language/language';
import { Dialog } from '../system/Dialog';
import { KeyLines } from '../system/KeyLines';

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
      <KeyLines lines={LINES.map(([keys, text]) => ({ keys, what: t(text) }))} />
      <div className="dialog-actions">
        <button type="button" data-first-focus onClick={onClose}>
          {t('action.close')}
        </button>
      </div>
    </Dialog>
  );
}
