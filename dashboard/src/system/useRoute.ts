import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { formatRoute, parseRoute, type Panel, type Route, type Shelf, type View } from './route';

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

export interface Navigation {
  route: Route;
  show(view: View): void;
  /** A panel stands beside map, wall or ledger: from the register it goes to the map. */
  open(panel: Panel): void;
  /** Goes to a place of the register; {@code replace} leaves no step for "back". */
  shelve(shelf: Shelf, replace?: boolean): void;
}

export function useRoute(): Navigation {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const route = useMemo(() => parseRoute(hash), [hash]);
  const show = useCallback((view: View) => {
    location.hash = formatRoute({ ...parseRoute(location.hash), view });
  }, []);
  const open = useCallback((panel: Panel) => {
    const before = parseRoute(location.hash);
    if (before.view === 'cameras' && panel.kind === 'none') return;
    location.hash = formatRoute({ ...before, view: before.view === 'cameras' ? 'map' : before.view, panel });
  }, []);
  const shelve = useCallback((shelf: Shelf, replace = false) => {
    const next = formatRoute({ view: 'cameras', panel: { kind: 'none' }, shelf });
    if (replace) {
      history.replaceState(null, '', next);
      window.dispatchEvent(new HashChangeEvent('hashchange'));
    } else {
      location.hash = next;
    }
  }, []);
  return { route, show, open, shelve };
}
