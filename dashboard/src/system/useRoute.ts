import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { formatRoute, parseRoute, type Panel, type Route, type View } from './route';

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

export interface Navigation {
  route: Route;
  show(view: View): void;
  open(panel: Panel): void;
}

export function useRoute(): Navigation {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const route = useMemo(() => parseRoute(hash), [hash]);
  const show = useCallback((view: View) => {
    location.hash = formatRoute({ ...parseRoute(location.hash), view });
  }, []);
  const open = useCallback((panel: Panel) => {
    location.hash = formatRoute({ ...parseRoute(location.hash), panel });
  }, []);
  return { route, show, open };
}
