import { serverClock } from './clock';
import { Problem, problemOf } from './problem';

const CSRF_COOKIE = 'XSRF-TOKEN';
const CSRF_HEADER = 'X-XSRF-TOKEN';
const SAFE = new Set(['GET', 'HEAD']);

let sessionEnded: () => void = () => {};

/** Called when any door answers 401: the session is over, whatever we were doing. */
export function onSessionEnded(listener: () => void): void {
  sessionEnded = listener;
}

export function cookie(name: string, jar: string): string | null {
  for (const pair of jar.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return decodeURIComponent(pair.slice(at + 1).trim());
  }
  return null;
}

export interface RequestOptions {
  method?: string;
  json?: unknown;
  form?: Record<string, string>;
  accept?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal | null;
  /** A 401 is an answer here (log-in), not the end of a session. */
  anonymous?: boolean;
}

/** One request at our own origin. Throws {@link Problem}; an abort is thrown as it is. */
export async function send(path: string, options: RequestOptions = {}): Promise<Response> {
  const method = options.method ?? 'GET';
  const headers: Record<string, string> = { Accept: options.accept ?? 'application/json', ...options.headers };
  let body: BodyInit | null = null;
  if (options.json !== undefined) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(options.json);
  } else if (options.form) {
    body = new URLSearchParams(options.form);
  }
  if (!SAFE.has(method)) {
    const token = cookie(CSRF_COOKIE, document.cookie);
    if (token) headers[CSRF_HEADER] = token;
  }
  const sentMs = Date.now();
  const response = await fetch(path, {
    method,
    headers,
    body,
    credentials: 'same-origin',
    cache: 'no-store',
    signal: options.signal ?? null,
  }).catch((thrown: unknown) => {
    if (options.signal?.aborted) throw thrown;
    throw new Problem('network', 0, thrown instanceof Error ? thrown.message : null);
  });
  const date = Date.parse(response.headers.get('Date') ?? '');
  if (!Number.isNaN(date)) serverClock.observe(date, sentMs, Date.now());
  if (response.ok) return response;
  const problem = problemOf(response.status, await response.text().catch(() => ''));
  if (response.status === 401 && !options.anonymous) sessionEnded();
  throw problem;
}

export async function getJson<T>(path: string, signal?: AbortSignal | null): Promise<T> {
  return (await (await send(path, { signal: signal ?? null })).json()) as T;
}

export async function postJson<T>(path: string, json: unknown = {}): Promise<T> {
  return (await (await send(path, { method: 'POST', json })).json()) as T;
}

/** {@code path?a=1&b=2}, leaving out what is null, undefined or empty. */
export function withQuery(path: string, query: Record<string, string | number | null | undefined>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}
