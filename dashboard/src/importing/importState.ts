import type { Problem } from '../api/problem';
import type { ImportJob } from '../api/types';

/** The wizard's steps: choose, look (dry run), import, result. */
export type ImportStep =
  | { name: 'choose'; problem: Problem | null }
  | { name: 'uploading'; dryRun: boolean; sent: number; total: number }
  | { name: 'running'; job: ImportJob }
  /** The dry run is over: it may be imported. */
  | { name: 'checked'; job: ImportJob }
  /** Imported, failed or cancelled: the job says which. */
  | { name: 'over'; job: ImportJob };

export type ImportEvent =
  | { type: 'sending'; dryRun: boolean; total: number }
  | { type: 'sent'; bytes: number }
  | { type: 'told'; job: ImportJob }
  | { type: 'refused'; problem: Problem }
  | { type: 'cancelled' }
  | { type: 'again' };

export const BEGIN: ImportStep = { name: 'choose', problem: null };

export function isOver(job: ImportJob): boolean {
  return job.state === 'DONE' || job.state === 'FAILED' || job.state === 'CANCELLED';
}

export function advance(step: ImportStep, event: ImportEvent): ImportStep {
  switch (event.type) {
    case 'sending':
      return { name: 'uploading', dryRun: event.dryRun, sent: 0, total: event.total };
    case 'sent':
      return step.name === 'uploading' ? { ...step, sent: Math.min(step.total, Math.max(step.sent, event.bytes)) } : step;
    case 'told':
      // An answer that comes late must not bring back what was left.
      if (step.name === 'running' && step.job.jobId !== event.job.jobId) return step;
      if (!isOver(event.job)) return { name: 'running', job: event.job };
      return event.job.dryRun && event.job.state === 'DONE'
        ? { name: 'checked', job: event.job }
        : { name: 'over', job: event.job };
    case 'refused':
      return { name: 'choose', problem: event.problem };
    case 'cancelled':
      return step.name === 'uploading' ? BEGIN : step;
    case 'again':
      return BEGIN;
  }
}

/** Share done, 0 to 1; rows when they are counted, else bytes. */
export function share(job: ImportJob): number {
  if (isOver(job)) return 1;
  const part = job.rows ? job.rowsDone / job.rows : job.bytes > 0 ? job.bytesDone / job.bytes : 0;
  return Math.min(1, Math.max(0, part));
}

/** Seconds until it is done at the speed so far; null while too little is known. */
export function secondsLeft(job: ImportJob, nowMs: number): number | null {
  const done = share(job);
  const spentMs = nowMs - Date.parse(job.startedAt);
  if (isOver(job) || done < 0.02 || !(spentMs > 1000)) return null;
  return Math.ceil((spentMs * (1 - done)) / done / 1000);
}

/** May what the dry run saw be imported? A file of which nothing is taken need not be sent again. */
export function mayImport(job: ImportJob): boolean {
  return job.state === 'DONE' && job.created + job.updated > 0;
}
