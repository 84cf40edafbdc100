import { en } from './en';
import { ko } from './ko';

export type Language = 'ko' | 'en';
export type TextKey = keyof typeof ko;
export type Dictionary = Record<TextKey, string>;

const DICTIONARIES: Record<Language, Dictionary> = { ko, en };

/** What was chosen before, else the browser's first language that we speak, else Korean. */
export function firstLanguage(stored: string | null, browser: readonly string[]): Language {
  if (stored === 'ko' || stored === 'en') return stored;
  for (const tag of browser) {
    const language = tag.slice(0, 2).toLowerCase();
    if (language === 'ko' || language === 'en') return language;
  }
  return 'ko';
}

export type Params = Record<string, string | number>;

/** Replaces {@code {name}}; a name without a value stays visible, so that it is found. */
export function fill(template: string, params: Params): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

export function textOf(language: Language, key: TextKey, params: Params = {}): string {
  return fill(DICTIONARIES[language][key], params);
}

/** The text of a code that the server may extend: an unknown code is shown as it came. */
export function codeText(language: Language, prefix: string, code: string): string {
  const key = `${prefix}.${code}`;
  return Object.hasOwn(ko, key) ? DICTIONARIES[language][key as TextKey] : code;
}
