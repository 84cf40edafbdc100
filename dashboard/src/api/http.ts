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
  /** Is sent even when the page is left meanwhile. */
  keepalive?: boolean;
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
  if (!SAFE.has(method)) Object.assign(headers, csrfHeader());
  const sentMs = Date.now();
  const response = await fetch(path, {
    method,
    headers,
    body,
    credentials: 'same-origin',
    cache: 'no-store',
    keepalive: options.keepalive ?? false,
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

/** Any method with a JSON answer; null for an answer without a body. */
export async function askJson<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  json?: unknown,
  headers: Record<string, string> = {},
): Promise<T> {
  const response = await send(path, { method, headers, ...(json === undefined ? {} : { json }) });
  const text = await response.text();
  return (text ? JSON.parse(text) : null) as T;
}

function csrfHeader(): Record<string, string> {
  const token = cookie(CSRF_COOKIE, document.cookie);
  return token ? { [CSRF_HEADER]: token } : {};
}

export interface Upload<T> {
  answer: Promise<T>;
  cancel(): void;
}

/** Sends a file and tells how far it got; fetch cannot. */
export function upload<T>(
  path: string,
  file: Blob,
  contentType: string,
  onSent: (bytes: number) => void,
): Upload<T> {
  const request = new XMLHttpRequest();
  const answer = new Promise<T>((resolve, reject) => {
    request.open('POST', path);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Content-Type', contentType);
    for (const [name, value] of Object.entries(csrfHeader())) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onerror = () => reject(new Problem('network', 0, null));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        try {
          return resolve(JSON.parse(request.responseText) as T);
        } catch {
          return reject(new Problem('unknown', request.status, null));
        }
      }
      if (request.status === 401) sessionEnded();
      reject(problemOf(request.status, request.responseText));
    };
    request.send(file);
  });
  return { answer, cancel: () => request.abort() };
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
