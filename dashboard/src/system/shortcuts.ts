/** Single keys of the control room. They can be switched off (WCAG 2.1.4) and never fire while typing. */
export type Action =
  | 'next'
  | 'previous'
  | 'open'
  | 'acknowledge'
  | 'dismiss'
  | 'escalate'
  | 'search'
  | 'map'
  | 'wall'
  | 'cameras'
  | 'find'
  | 'ledger'
  | 'statistics'
  | 'models'
  | 'newIncident'
  | 'target'
  | 'help'
  | 'close'
  | 'tiles1'
  | 'tiles4'
  | 'tiles9'
  | 'tiles16'
  | 'selective';

const KEYS: Record<string, Action> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  Enter: 'open',
  a: 'acknowledge',
  d: 'dismiss',
  e: 'escalate',
  '/': 'search',
  m: 'map',
  w: 'wall',
  c: 'cameras',
  f: 'find',
  l: 'ledger',
  s: 'statistics',
  o: 'models',
  n: 'newIncident',
  t: 'target',
  '?': 'help',
  Escape: 'close',
  '1': 'tiles1',
  '4': 'tiles4',
  '9': 'tiles9',
  '6': 'tiles16',
  v: 'selective',
};

/** A Korean keyboard left in Hangul sends the letter on the same key. */
const HANGUL: Record<string, string> = {
  ㅓ: 'j',
  ㅏ: 'k',
  ㅁ: 'a',
  ㅇ: 'd',
  ㄷ: 'e',
  ㅡ: 'm',
  ㅈ: 'w',
  ㅊ: 'c',
  ㄹ: 'f',
  ㅣ: 'l',
  ㅜ: 'n',
  ㄴ: 's',
  ㄱ: 'r',
  ㅅ: 't',
  ㅌ: 'x',
  ㅔ: 'p',
  ㅍ: 'v',
  ㅐ: 'o',
};

export function latinKey(key: string): string {
  return HANGUL[key] ?? key;
}

export interface KeyFacts {
  key: string;
  modifier: boolean;
  /** Focus is in a text field or select. */
  typing: boolean;
  /** Focus is on something that Enter or the arrows work for themselves. */
  interactive: boolean;
  dialogOpen: boolean;
  enabled: boolean;
}

export function actionOf(facts: KeyFacts): Action | null {
  if (facts.modifier || facts.dialogOpen) return null;
  const action = KEYS[latinKey(facts.key)] ?? null;
  if (facts.typing) return action === 'close' ? action : null;
  if (facts.interactive && ['Enter', 'ArrowDown', 'ArrowUp'].includes(facts.key)) return null;
  if (!facts.enabled && facts.key.length === 1) return null;
  return action;
}
