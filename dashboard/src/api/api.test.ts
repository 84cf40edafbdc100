import { describe, expect, it } from 'vitest';
import { en } from '../language/en';
import { ko } from '../language/ko';
import { ClockOffset } from './clock';
import { cookie, withQuery } from './http';
import { asProblem, PROBLEM_SLUGS, Problem, problemOf } from './problem';
import { retryDelayMs, SseParser } from './sse';

describe('problems', () => {
  it('are told apart by their type', () => {
    const body = JSON.stringify({ type: 'urn:metro-cctv:problem:case-needed', status: 403, detail: 'no case' });
    expect(problemOf(403, body)).toMatchObject({
      slug: 'case-needed',
      status: 403,
      detail: 'no case',
      isRefusal: true,
    });
  });

  it.each([
    [404, '<html>', 'not-found'],
    [503, '', 'unavailable'],
    [502, '{"type":"about:blank"}', 'unavailable'],
    [403, '{"type":"urn:metro-cctv:problem:made-up"}', 'forbidden'],
    [418, 'null', 'unknown'],
  ])('%d with %s falls back to its status', (status, body, slug) => {
    expect(problemOf(status, body).slug).toBe(slug);
  });

  it('take whatever was thrown', () => {
    expect(asProblem(new TypeError('fetch')).slug).toBe('network');
    expect(asProblem('x').slug).toBe('unknown');
    const problem = new Problem('destroyed', 410, null);
    expect(asProblem(problem)).toBe(problem);
  });

  it('all have a sentence in both languages', () => {
    for (const slug of PROBLEM_SLUGS) {
      expect(ko).toHaveProperty([`problem.${slug}`]);
      expect(en).toHaveProperty([`problem.${slug}`]);
    }
  });
});

describe('SseParser', () => {
  it('reads events whatever the pieces and line ends', () => {
    const text =
      ': beat\r\n\r\nid: 7\r\nevent: alert\r\ndata: {"a":\r\ndata: 1}\r\n\r\nevent:health\ndata:x\n\rdata: lone\r\r';
    for (const size of [1, 2, 3, 5, 1000]) {
      const parser = new SseParser();
      const events = [];
      for (let at = 0; at < text.length; at += size) events.push(...parser.feed(text.slice(at, at + size)));
      expect(events).toEqual([
        { id: '7', event: 'alert', data: '{"a":\n1}' },
        { id: '7', event: 'health', data: 'x' },
        { id: '7', event: 'message', data: 'lone' },
      ]);
    }
  });

  it('dispatches nothing for comments and events without data', () => {
    expect(new SseParser().feed(':x\n\nevent: a\n\n')).toEqual([]);
  });

  it('gives up on a line without an end', () => {
    const parser = new SseParser();
    expect(() => {
      for (let at = 0; at < 50; at++) parser.feed('x'.repeat(100_000));
    }).toThrow(Problem);
  });

  it('waits longer after each failure, up to about 15 s, never all at once', () => {
    expect(retryDelayMs(0, 1)).toBe(1250);
    expect(retryDelayMs(20, 1)).toBe(15_250);
    expect(retryDelayMs(20, 0)).toBe(250);
  });
});

describe('requests', () => {
  it('read the CSRF token', () => {
    expect(cookie('XSRF-TOKEN', 'a=b; XSRF-TOKEN=x%2By; c=d')).toBe('x+y');
    expect(cookie('XSRF-TOKEN', 'NOT-XSRF-TOKEN=1')).toBeNull();
  });

  it('leave out what is empty', () => {
    expect(withQuery('/p', { a: 1, b: '', c: null, d: 'x y' })).toBe('/p?a=1&d=x+y');
    expect(withQuery('/p', {})).toBe('/p');
  });
});

describe('ClockOffset', () => {
  it('is zero while equal clocks explain what is seen', () => {
    const clock = new ClockOffset();
    clock.observe(10_000, 10_200, 10_900);
    expect(clock.offsetMs).toBe(0);
  });

  it('narrows a real difference with each answer', () => {
    const clock = new ClockOffset();
    clock.observe(60_000, 10_000, 10_100); // 49.9 to 51 s
    clock.observe(61_000, 10_400, 10_500); // 50.5 to 51.6 s
    expect(clock.offsetMs).toBe(50_750);
    clock.observe(20_000, 20_100, 20_200); // the clock was set
    expect(clock.offsetMs).toBe(0);
  });
});
