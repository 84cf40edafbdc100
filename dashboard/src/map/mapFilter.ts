import { withQuery } from '../api/http';

/** What the map shows; empty text leaves a criterion out. */
export interface MapFilter {
  purpose: string;
  district: string;
  state: string;
  health: string;
  agency: string;
}

export const NO_FILTER: MapFilter = { purpose: '', district: '', state: '', health: '', agency: '' };

/** How many criteria are set. */
export function criteria(filter: MapFilter): number {
  return Object.values(filter).filter((value) => value.trim() !== '').length;
}

/** Address of the tiles; clusters are gathered on the server, so that a filter must be known there. */
export function tilesUrl(origin: string, filter: MapFilter): string {
  const query = Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, value.trim()]));
  return withQuery(`${origin}/api/cameras/tiles/{z}/{x}/{y}.mvt`, query);
}
