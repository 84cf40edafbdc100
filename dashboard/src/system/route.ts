/** Where in the app we are; kept in the address after {@code #}, so that reload, back and links work. */
export type View = 'map' | 'wall' | 'cameras' | 'ledger' | 'statistics' | 'models' | 'report';

export type Panel =
  | { kind: 'none' }
  | { kind: 'camera'; id: string }
  | { kind: 'alert'; id: string }
  | { kind: 'incident'; id: string }
  | { kind: 'playback'; id: string; from: string | null; to: string | null; incidentId: string | null };

export const CAMERA_TABS = ['facts', 'zones', 'ptz', 'moving', 'health', 'history', 'posture'] as const;
export type CameraTab = (typeof CAMERA_TABS)[number];

/** Sections of the register besides the table and a camera's page. */
export const SECTIONS = ['outages', 'availability', 'posture', 'import', 'discovery'] as const;
export type Section = (typeof SECTIONS)[number];

/** Where in the register. */
export type Shelf =
  | { kind: 'table'; filter: Readonly<Record<string, string>> }
  | { kind: 'camera'; id: string; tab: CameraTab }
  | { kind: Section };

export interface Route {
  view: View;
  panel: Panel;
  shelf: Shelf;
}

const VIEWS: readonly View[] = ['map', 'wall', 'ledger', 'statistics', 'models', 'report'];
const TABLE: Shelf = { kind: 'table', filter: {} };

/**
 * {@code #/map/alert/ID}, {@code #/wall/playback/ID?from=…&to=…}, {@code #/cameras}, {@code #/cameras/ID/zones},
 * {@code #/outages}, {@code #/statistics}, {@code #/report/incident/ID}; anything else is the map with nothing open.
 */
export function parseRoute(hash: string): Route {
  const [path = '', text = ''] = hash.replace(/^#\/?/, '').split('?');
  const [first, kind, rawId] = path.split('/');
  const query = new URLSearchParams(text);
  if (first === 'cameras') {
    return { view: 'cameras', panel: { kind: 'none' }, shelf: shelfOf(decoded(kind), rawId, query) };
  }
  const section = SECTIONS.find((candidate) => candidate === first);
  if (section) return { view: 'cameras', panel: { kind: 'none' }, shelf: { kind: section } };
  const view = VIEWS.find((candidate) => candidate === first) ?? 'map';
  return { view, panel: panelOf(kind, decoded(rawId), query), shelf: TABLE };
}

function shelfOf(id: string, tab: string | undefined, query: URLSearchParams): Shelf {
  if (!id) return { kind: 'table', filter: Object.fromEntries(query) };
  return { kind: 'camera', id, tab: CAMERA_TABS.find((candidate) => candidate === tab) ?? 'facts' };
}

function panelOf(kind: string | undefined, id: string, query: URLSearchParams): Panel {
  if (!id) return { kind: 'none' };
  switch (kind) {
    case 'camera':
    case 'alert':
    case 'incident':
      return { kind, id };
    case 'playback':
      return { kind, id, from: query.get('from'), to: query.get('to'), incidentId: query.get('incident') };
    default:
      return { kind: 'none' };
  }
}

function decoded(raw: string | undefined): string {
  try {
    return decodeURIComponent(raw ?? '');
  } catch {
    return '';
  }
}

export function formatRoute(route: Route): string {
  const { view, panel } = route;
  if (view === 'cameras') return formatShelf(route.shelf);
  if (panel.kind === 'none') return `#/${view}`;
  const base = `#/${view}/${panel.kind}/${encodeURIComponent(panel.id)}`;
  if (panel.kind !== 'playback') return base;
  const query = new URLSearchParams();
  if (panel.from) query.set('from', panel.from);
  if (panel.to) query.set('to', panel.to);
  if (panel.incidentId) query.set('incident', panel.incidentId);
  const text = query.toString();
  return text ? `${base}?${text}` : base;
}

function formatShelf(shelf: Shelf): string {
  switch (shelf.kind) {
    case 'table': {
      const text = new URLSearchParams(Object.entries(shelf.filter).filter(([, value]) => value)).toString();
      return text ? `#/cameras?${text}` : '#/cameras';
    }
    case 'camera': {
      const base = `#/cameras/${encodeURIComponent(shelf.id)}`;
      return shelf.tab === 'facts' ? base : `${base}/${shelf.tab}`;
    }
    default:
      return `#/${shelf.kind}`;
  }
}
