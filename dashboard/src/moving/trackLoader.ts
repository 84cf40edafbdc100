import type { Page, Pose } from '../api/types';

/** 100,000 poses: a day of one a second. */
const MOST_PAGES = 10;

/**
 * Loads the poses of the last {@code spanMs}, page by page as the registry tells them, the oldest first; asked again, only
 * what came since the last one known.
 */
export function trackLoader(
  fetchPage: (from: string, signal: AbortSignal) => Promise<Page<Pose>>,
  spanMs: number,
  nowMs: () => number,
): (signal: AbortSignal) => Promise<readonly Pose[]> {
  let known: readonly Pose[] = [];
  return async (signal) => {
    const sinceMs = nowMs() - spanMs;
    const last = known.at(-1);
    let from: string | null = last && Date.parse(last.at) > sinceMs ? last.at : new Date(sinceMs).toISOString();
    const news: Pose[] = [];
    for (let page = 0; from !== null && page < MOST_PAGES; page++) {
      const { items, next }: Page<Pose> = await fetchPage(from, signal);
      news.push(...items);
      from = next;
    }
    const newsMs = news[0] ? Date.parse(news[0].at) : Infinity;
    known = [...known.filter(({ at }) => Date.parse(at) >= sinceMs && Date.parse(at) < newsMs), ...news];
    return known;
  };
}
