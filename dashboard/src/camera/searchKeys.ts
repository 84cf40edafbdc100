/** Finding by Korean initials (초성), and the keys of a list of hits: pure parts of the search box. */

const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const SYLLABLES_PER_INITIAL = 588;

/** ㅅ of 시; any other character in lower case. */
export function initialOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < FIRST_SYLLABLE || code > LAST_SYLLABLE) return character.toLowerCase();
  return INITIALS[Math.floor((code - FIRST_SYLLABLE) / SYLLABLES_PER_INITIAL)]!;
}

function agrees(asked: string, there: string): boolean {
  return asked === there.toLowerCase() || (INITIALS.includes(asked) && asked === initialOf(there));
}

/** Where in a name the words were found: [from, to). Initials and syllables may be mixed (ㅅ청). Null: elsewhere. */
export function matchIn(name: string, words: string): [number, number] | null {
  const asked = [...words.trim().toLowerCase()];
  if (asked.length === 0) return null;
  for (let from = 0; from + asked.length <= name.length; from++) {
    if (asked.every((one, at) => agrees(one, name[from + at]!))) return [from, from + asked.length];
  }
  return null;
}

/** The next active hit for a key; -1 is "none", the text field itself. Null: the key is not ours. */
export function stepActive(key: string, active: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return active + 1 >= count ? 0 : active + 1;
    case 'ArrowUp':
      return active <= 0 ? count - 1 : active - 1;
    case 'PageDown':
      return Math.min(count - 1, Math.max(0, active) + 10);
    case 'PageUp':
      return Math.max(0, active - 10);
    default:
      return null;
  }
}

/** Enter without a choice takes the only or the first hit. */
export function chosenHit<T>(hits: readonly T[], active: number): T | null {
  return hits[Math.max(0, active)] ?? null;
}
