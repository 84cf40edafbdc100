import { useEffect, useRef } from 'react';
import { actionOf, type Action, type KeyFacts } from './shortcuts';

const TEXT_INPUTS = 'input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]';

export function keyFactsOf(event: KeyboardEvent, enabled: boolean): KeyFacts {
  const target = event.target instanceof Element ? event.target : document.body;
  const arrows = event.key === 'ArrowDown' || event.key === 'ArrowUp';
  return {
    key: event.key,
    modifier: event.ctrlKey || event.metaKey || event.altKey || event.isComposing,
    typing: target.matches(TEXT_INPUTS),
    interactive: arrows
      ? target.closest('video, [role=slider], [role=tablist], .maplibregl-map, .ledger-table, .own-keys') !== null
      : target.matches('button, a, video, summary, [role=slider], .own-keys, .own-keys *'),
    dialogOpen: document.querySelector('dialog[open]') !== null,
    enabled,
  };
}

export function useShortcuts(act: Record<Action, () => void>, enabled: boolean): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const action = actionOf(keyFactsOf(event, enabled));
      if (!action) return;
      event.preventDefault();
      latest.current[action]();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [enabled]);
}
