import type { PriorityReason } from '../api/types';
import type { Params, TextKey } from '../language/language';

interface Words {
  t(key: TextKey, params?: Params): string;
  code(prefix: string, code: string): string;
}

/** A reason in words; a code that is not known here is shown as it came. */
export function reasonText({ t, code }: Words, reason: PriorityReason): string {
  const { facts } = reason;
  const word = (name: string) => String(facts[name] ?? '');
  switch (reason.code) {
    case 'BEHAVIOUR':
      return t('selective.reason.BEHAVIOUR', {
        behaviour: code('behaviour', word('behaviour')),
        minutes: Math.floor(Number(facts['secondsAgo'] ?? 0) / 60),
      });
    case 'ACTIVITY':
      return t('selective.reason.ACTIVITY', { arrivals: word('arrivals'), usual: word('usual') });
    case 'INCIDENT':
      if (facts['kind'] === undefined) return t('selective.reason.INCIDENT_ELSEWHERE');
      return t('selective.reason.INCIDENT', { kind: code('kind', word('kind')), distance: word('distanceM') });
    case 'UNSEEN':
      return t('selective.reason.UNSEEN', { minutes: word('minutes') });
    default:
      return String(reason.code);
  }
}
