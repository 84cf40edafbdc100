import { describe, expect, it } from 'vitest';
import { en } from './en';
import { ko } from './ko';
import { codeText, fill, firstLanguage, textOf, type TextKey } from './language';
import { dateTimeText, durationText, fromField, toField } from './time';

const KEYS = Object.keys(ko) as TextKey[];

describe('dictionaries', () => {
  it('have the same keys', () => {
    expect(Object.keys(en).sort()).toEqual([...KEYS].sort());
  });

  it('use the same parameters and are never empty', () => {
    const parameters = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
    for (const key of KEYS) {
      expect(ko[key].length, key).toBeGreaterThan(0);
      expect(en[key].length, key).toBeGreaterThan(0);
      expect(parameters(en[key]), key).toEqual(parameters(ko[key]));
    }
  });

  it('hold Korean in Korean and none in English', () => {
    for (const key of KEYS) expect(en[key], key).not.toMatch(/[가-힣]/);
    expect(KEYS.filter((key) => /[가-힣]/.test(ko[key])).length).toBeGreaterThan(KEYS.length * 0.97);
  });
});

describe('language', () => {
  it("is the chosen one, then the browser's, then Korean", () => {
    expect(firstLanguage('en', ['ko-KR'])).toBe('en');
    expect(firstLanguage(null, ['fr-FR', 'en-GB', 'ko'])).toBe('en');
    expect(firstLanguage('klingon', ['fr'])).toBe('ko');
    expect(firstLanguage(null, [])).toBe('ko');
  });

  it('fills parameters and shows what is missing', () => {
    expect(fill('{a} and {b}', { a: 1 })).toBe('1 and {b}');
    expect(textOf('en', 'time.ago', { duration: '3 min' })).toBe('3 min ago');
  });

  it('shows a code it does not know as it came', () => {
    expect(codeText('ko', 'behaviour', 'LOITERING')).toBe('배회');
    expect(codeText('ko', 'behaviour', 'FALLING')).toBe('FALLING');
    expect(codeText('ko', '__proto__', 'x')).toBe('x');
  });
});

describe('Korean time', () => {
  const noon = Date.parse('2026-11-21T03:04:05Z');

  it('goes to fields and back', () => {
    expect(dateTimeText(noon)).toBe('2026-11-21 12:04:05');
    expect(toField(noon)).toBe('2026-11-21T12:04:05');
    expect(fromField(toField(noon))).toBe(noon);
    expect(fromField('')).toBeNaN();
    expect(fromField('2026-11-21T12:04')).toBe(noon - 5000);
  });

  it('says durations in the largest unit', () => {
    expect(durationText('ko', 59_999)).toBe('59초');
    expect(durationText('en', 3_600_000)).toBe('1 h');
    expect(durationText('ko', -5)).toBe('0초');
  });
});
