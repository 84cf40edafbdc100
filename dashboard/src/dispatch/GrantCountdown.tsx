import type { BoardCamera } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { useNow } from '../system/useNow';
import { countdownText, grantClock } from './board';

/** How long the pictures go on, to the second; said aloud only when it gets short. */
export function GrantCountdown({ cameras, own }: { cameras: readonly BoardCamera[]; own: boolean }) {
  const { t } = useSpeech();
  const clock = grantClock(cameras, useNow(1000));
  return (
    <div className={`grant-clock ${clock.name}`} data-testid="grant-clock" data-state={clock.name}>
      <span className="sub">{t('board.clock')}</span>
      <strong className="number" role="timer">
        {'leftMs' in clock ? countdownText(clock.leftMs) : '—'}
      </strong>
      <span role="status">
        {clock.name === 'soon' && t(own && clock.mayProlong ? 'board.soon' : 'board.soonOver')}
        {clock.name === 'over' && t('board.over')}
      </span>
    </div>
  );
}
