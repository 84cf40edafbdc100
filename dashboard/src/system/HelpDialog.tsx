import type { TextKey } from '../language/language';
import { useSpeech } from '../language/LanguageProvider';
import { Dialog } from './Dialog';
import { KeyLines } from './KeyLines';

const LINES: readonly (readonly [string, TextKey])[] = [
  ['j / ↓', 'help.next'],
  ['k / ↑', 'help.previous'],
  ['Enter', 'help.open'],
  ['a', 'help.acknowledge'],
  ['d', 'help.dismiss'],
  ['e', 'help.escalate'],
  ['/', 'help.search'],
  ['m', 'help.map'],
  ['w', 'help.wall'],
  ['1 4 9', 'help.tiles'],
  ['v', 'help.selective'],
  ['c', 'help.cameras'],
  ['f', 'help.find'],
  ['l', 'help.ledger'],
  ['s', 'help.statistics'],
  ['o', 'help.models'],
  ['n', 'help.newIncident'],
  ['t', 'help.target'],
  ['Esc', 'help.close'],
  ['?', 'help.help'],
];

/** Of the places that have keys of their own while they hold the focus. */
const PLACES: readonly (readonly [TextKey, string, TextKey])[] = [
  ['help.onSelective', '← → ↑ ↓', 'help.selectiveMove'],
  ['help.onSelective', 'p', 'help.selectivePin'],
  ['help.onSelective', 'Enter', 'help.selectiveOpen'],
  ['help.onSelective', '4 9 6', 'help.selectiveTiles'],
  ['help.onMap', '← → ↑ ↓ + −', 'help.mapMove'],
  ['help.onMap', 'Enter', 'help.mapMark'],
  ['help.onMap', '⇧ Enter', 'help.mapFinish'],
  ['help.onZones', 'Tab', 'help.zoneVertex'],
  ['help.onZones', '← → ↑ ↓ (⇧)', 'help.zoneMove'],
  ['help.onZones', 'Enter / Del', 'help.zoneAdd'],
  ['help.onZones', 'Ctrl Z', 'help.zoneUndo'],
  ['help.onPtz', '← → ↑ ↓ + −', 'help.ptzMove'],
  ['help.onPtz', 'Home', 'help.ptzHome'],
  ['help.onPtz', 'Esc', 'help.ptzStop'],
  ['help.onOutages', 'a', 'help.outageAcknowledge'],
];

export function HelpDialog({
  enabled,
  onEnabled,
  onClose,
}: {
  enabled: boolean;
  onEnabled(enabled: boolean): void;
  onClose(): void;
}) {
  const { t } = useSpeech();
  return (
    <Dialog title={t('help.title')} onClose={onClose} testId="help">
      <KeyLines
        lines={[
          ...LINES.map(([keys, text]) => ({ keys, what: t(text) })),
          ...PLACES.map(([place, keys, text]) => ({
            keys,
            what: (
              <>
                <span className="place">{t(place)}</span> {t(text)}
              </>
            ),
          })),
        ]}
      />
      <label className="check">
        <input type="checkbox" checked={enabled} onChange={(event) => onEnabled(event.target.checked)} />{' '}
        {t('help.enabled')}
      </label>
      <p className="handled">Metro CCTV {__VERSION__}</p>
      <div className="dialog-actions">
        <button type="button" data-first-focus onClick={onClose}>
          {t('action.close')}
        </button>
      </div>
    </Dialog>
  );
}
