import { describe, expect, it } from 'vitest';
import { Problem } from '../api/problem';
import type { ImportJob } from '../api/types';
import { advance, BEGIN, mayImport, secondsLeft, share, type ImportStep } from './importState';
import { csvRows, sniff } from './sniff';

const job = (change: Partial<ImportJob>): ImportJob => ({
  jobId: 'j1',
  format: 'standard',
  dryRun: true,
  state: 'RUNNING',
  encoding: 'UTF-8',
  columns: 18,
  bytes: 1000,
  bytesDone: 0,
  rows: null,
  rowsDone: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  refused: 0,
  warnings: 0,
  startedBy: 'manager',
  startedAt: '2026-11-22T00:00:00Z',
  finishedAt: null,
  problem: null,
  ...change,
});

describe('import wizard', () => {
  it('goes from file to result', () => {
    let step: ImportStep = advance(BEGIN, { type: 'sending', dryRun: true, total: 1000 });
    step = advance(step, { type: 'sent', bytes: 400 });
    expect(step).toMatchObject({ name: 'uploading', sent: 400 });
    step = advance(step, { type: 'told', job: job({ state: 'WAITING' }) });
    expect(step.name).toBe('running');
    step = advance(step, { type: 'told', job: job({ state: 'DONE', created: 3 }) });
    expect(step.name).toBe('checked');
    step = advance(step, { type: 'sending', dryRun: false, total: 1000 });
    step = advance(step, { type: 'told', job: job({ jobId: 'j2', dryRun: false, state: 'DONE' }) });
    expect(step.name).toBe('over');
    expect(advance(step, { type: 'again' })).toBe(BEGIN);
  });

  it('never counts back or beyond the file', () => {
    let step = advance(BEGIN, { type: 'sending', dryRun: true, total: 100 });
    step = advance(step, { type: 'sent', bytes: 90 });
    step = advance(step, { type: 'sent', bytes: 40 });
    expect(step).toMatchObject({ sent: 90 });
    expect(advance(step, { type: 'sent', bytes: 500 })).toMatchObject({ sent: 100 });
    expect(advance(BEGIN, { type: 'sent', bytes: 5 })).toBe(BEGIN);
  });

  it('takes no late word of another job', () => {
    const running: ImportStep = { name: 'running', job: job({ jobId: 'j2' }) };
    expect(advance(running, { type: 'told', job: job({ jobId: 'j1', state: 'DONE' }) })).toBe(running);
  });

  it('ends when it failed or was cancelled', () => {
    for (const state of ['FAILED', 'CANCELLED'] as const) {
      expect(advance({ name: 'running', job: job({}) }, { type: 'told', job: job({ state }) }).name).toBe('over');
    }
    const uploading = advance(BEGIN, { type: 'sending', dryRun: true, total: 1 });
    expect(advance(uploading, { type: 'cancelled' })).toBe(BEGIN);
    const problem = new Problem('import-refused', 422, 'no header');
    expect(advance(uploading, { type: 'refused', problem })).toEqual({ name: 'choose', problem });
  });

  it('says how far it is', () => {
    expect(share(job({ bytesDone: 250 }))).toBe(0.25);
    expect(share(job({ bytesDone: 250, rows: 10, rowsDone: 5 }))).toBe(0.5);
    expect(share(job({ bytes: 0 }))).toBe(0);
    expect(share(job({ state: 'CANCELLED' }))).toBe(1);
    const at = Date.parse('2026-11-22T00:00:10Z');
    expect(secondsLeft(job({ bytesDone: 250 }), at)).toBe(30);
    expect(secondsLeft(job({ bytesDone: 1 }), at)).toBeNull();
    expect(secondsLeft(job({ state: 'DONE' }), at)).toBeNull();
  });

  it('imports only what changes something', () => {
    expect(mayImport(job({ state: 'DONE', created: 1, refused: 7 }))).toBe(true);
    expect(mayImport(job({ state: 'DONE', unchanged: 100 }))).toBe(false);
    expect(mayImport(job({ state: 'FAILED', created: 1 }))).toBe(false);
  });
});

describe('sniffing', () => {
  const header = '관리기관명,소재지도로명주소,설치목적구분';
  const utf8 = new TextEncoder().encode(`${header}\r\n"서구청","둔산로 100, 1층",생활방범\r\n`);

  it('reads UTF-8 with or without its mark, also cut in a character', () => {
    expect(sniff(utf8, 'a.csv')).toEqual({
      format: 'standard',
      encoding: 'utf-8',
      columns: 3,
      header: header.split(','),
      rows: [['서구청', '둔산로 100, 1층', '생활방범']],
    });
    const marked = new Uint8Array([0xef, 0xbb, 0xbf, ...utf8]);
    expect(sniff(marked, 'a.csv').header[0]).toBe('관리기관명');
    expect(sniff(utf8.slice(0, 4), 'a.csv').encoding).toBe('utf-8');
  });

  it('reads CP949', () => {
    // 관리,대전
    const cp949 = new Uint8Array([0xb0, 0xfc, 0xb8, 0xae, 0x2c, 0xb4, 0xeb, 0xc0, 0xfc, 0x0a]);
    expect(sniff(cp949, 'a.csv')).toMatchObject({ encoding: 'cp949', header: ['관리', '대전'] });
  });

  it('knows GeoJSON by name or by look', () => {
    const text = new TextEncoder().encode(' {"type":"FeatureCollection"');
    expect(sniff(text, 'x.txt').format).toBe('geojson');
    expect(sniff(utf8, 'x.geojson').format).toBe('geojson');
  });

  it('keeps quotes and lines in quotes', () => {
    expect(csvRows('a,"b ""c""",d\n"x\ny",2\n\nlast', 9)).toEqual([['a', 'b "c"', 'd'], ['x\ny', '2'], ['last']]);
    expect(csvRows('a\nb\nc', 2)).toEqual([['a'], ['b']]);
    expect(csvRows('', 2)).toEqual([]);
  });
});
