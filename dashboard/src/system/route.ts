/** Where in the app we are; kept in the address after {@code #}, so that reload, back and links work. */
export type View = 'map' | 'wall' | 'ledger';

export type Panel =
  | { kind: 'none' }
  | { kind: 'camera'; id: string }
  | { kind: 'alert'; id: string }
  | { kind: 'incident'; id: string }
  | { kind: 'playback'; id: string; from: string | null; to: string | null; incidentId: string | null };

export interface Route {
  view: View;
  panel: Panel;
}

const VIEWS: readonly View[] = ['map', 'wall', 'ledger'];

/** {@code #/map/alert/ID} or {@code #/wall/playback/ID?from=…&to=…}; anything else is the map with nothing open. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [first, kind, rawId] = path.split('/');
  const view = VIEWS.find((candidate) => candidate === first) ?? 'map';
  return { view, panel: panelOf(kind, decoded(rawId), new URLSearchParams(query)) };
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
