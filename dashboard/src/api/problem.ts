/**
 * RFC 9457 problems, told apart by the slug of {@code urn:metro-cctv:problem:<slug>}; the words come from the
 * dictionaries.
 */

const PREFIX = 'urn:metro-cctv:problem:';

/** The server's types, and two of our own for what never reached it. */
export const PROBLEM_SLUGS = [
  'bad-request',
  'invalid-field',
  'not-authenticated',
  'forbidden',
  'case-needed',
  'approval-needed',
  'purpose-needed',
  'csrf-refused',
  'ticket-refused',
  'not-found',
  'method-not-allowed',
  'not-acceptable',
  'conflict',
  'camera-code-taken',
  'activation-refused',
  'ptz-held',
  'ptz-refused',
  'airspace-restricted',
  'import-refused',
  'model-refused',
  'camera-unreachable',
  'camera-login-refused',
  'camera-answer-refused',
  'case-exists',
  'case-closed',
  'incident-step-refused',
  'checklist-order',
  'alert-already-handled',
  'destroyed',
  'too-large',
  'unsupported-media',
  'address-refused',
  'too-many-requests',
  'login-failed',
  'no-picture',
  'unavailable',
  'internal',
  'network',
  'unknown',
] as const;

export type ProblemSlug = (typeof PROBLEM_SLUGS)[number];

const BY_STATUS: Record<number, ProblemSlug> = {
  400: 'bad-request',
  401: 'not-authenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable',
  409: 'conflict',
  410: 'destroyed',
  413: 'too-large',
  415: 'unsupported-media',
  422: 'invalid-field',
  429: 'too-many-requests',
  500: 'internal',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

export class Problem extends Error {
  constructor(
    readonly slug: ProblemSlug,
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    /** The server's own words, for the curious; never the only thing shown. */
    readonly detail: string | null,
    /** What else the server told: {@code missing}, {@code fields}, {@code heldBy}, {@code until}… */
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail ?? slug);
    this.name = 'Problem';
  }

  /** The role will not be allowed this by trying again. */
  get isRefusal(): boolean {
    return this.status === 401 || this.status === 403;
  }
}

/** Reads a refused answer. A body that is no problem document falls back to its status. */
export function problemOf(status: number, body: string): Problem {
  let document: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(body);
    if (parsed !== null && typeof parsed === 'object') document = parsed as Record<string, unknown>;
  } catch {
    // Not JSON: an answer of something between us and the gateway.
  }
  const { type, detail } = document;
  const slug = typeof type === 'string' && type.startsWith(PREFIX) ? type.slice(PREFIX.length) : '';
  const known = PROBLEM_SLUGS.find((candidate) => candidate === slug) ?? BY_STATUS[status] ?? 'unknown';
  return new Problem(known, status, typeof detail === 'string' ? detail.slice(0, 500) : null, document);
}

/** The items a member lists: {@code missing} of an activation, names of {@code fields}. */
export function listed(problem: Problem, member: string): string[] {
  const value = problem.members[member];
  if (Array.isArray(value)) return value.map(String);
  return value !== null && typeof value === 'object' ? Object.keys(value) : [];
}

/** What is wrong with each field, in the server's words. */
export function fieldFaults(problem: Problem | null): Record<string, string> {
  const fields = problem?.members['fields'];
  if (fields === null || typeof fields !== 'object' || Array.isArray(fields)) return {};
  return Object.fromEntries(Object.entries(fields as Record<string, unknown>).map(([name, why]) => [name, String(why)]));
}

/** Whatever was thrown, as a problem. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  if (thrown instanceof TypeError) return new Problem('network', 0, thrown.message);
  return new Problem('unknown', 0, thrown instanceof Error ? thrown.message : String(thrown));
}

export function isAbort(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'AbortError';
}
