import type { Language } from './language';

/** Control-room time is Korean time wherever the browser stands. */
export const ZONE = 'Asia/Seoul';

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' });

/** 14:03:59 */
export function clockText(ms: number): string {
  return clock.format(ms);
}

/** 2026-11-21 */
export function dayText(ms: number): string {
  return day.format(ms);
}

/** 2026-11-21 14:03:59 */
export function dateTimeText(ms: number): string {
  return `${dayText(ms)} ${clockText(ms)}`;
}

/** The value of a datetime-local field, in Korean time. */
export function toField(ms: number): string {
  return `${dayText(ms)}T${clockText(ms)}`;
}

/**
 * Epoch milliseconds of a datetime-local field read as Korean time (UTC+9, no daylight saving); NaN when it is not
 * one.
 */
export function fromField(value: string): number {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d+)?$/.test(value)) return NaN;
  return Date.parse(`${value}+09:00`);
}

const UNITS: { ms: number; ko: string; en: string }[] = [
  { ms: 86_400_000, ko: '일', en: 'd' },
  { ms: 3_600_000, ko: '시간', en: 'h' },
  { ms: 60_000, ko: '분', en: 'min' },
  { ms: 1000, ko: '초', en: 's' },
];

/** The largest unit of a duration, rounded down: 3분, 3 min. */
export function durationText(language: Language, ms: number): string {
  const positive = Math.max(0, ms);
  const unit = UNITS.find((candidate) => positive >= candidate.ms) ?? UNITS[UNITS.length - 1]!;
  const count = Math.floor(positive / unit.ms);
  return language === 'ko' ? `${count}${unit.ko}` : `${count} ${unit.en}`;
}
