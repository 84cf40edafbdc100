import { useCallback } from 'react';
import { layerNear } from '../api/registry';
import type { ContextLayer, Incident, PlaceItem } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded } from '../system/useLoaded';

/** What an incident may turn on, and how far it matters, metres. */
const AROUND = [
  ['HAZARD', 500],
  ['HYDRANT', 500],
  ['PARKING', 500],
  ['HOSPITAL', 5000],
] as const satisfies readonly (readonly [ContextLayer, number])[];
const NEAREST = 3;

/** What stands near the incident; a layer pressed is shown on the map. */
export function IncidentAround({
  incident,
  layers,
  onLayers,
}: {
  incident: Incident;
  layers: ReadonlySet<ContextLayer>;
  onLayers(layers: ReadonlySet<ContextLayer>): void;
}) {
  const { t, code } = useSpeech();
  const { lon, lat } = incident.target ?? incident;
  const load = useCallback(
    (signal: AbortSignal) =>
      Promise.all(AROUND.map(([layer, radiusM]) => layerNear(layer, { lon, lat }, radiusM, NEAREST, signal))),
    [lon, lat],
  );
  const { value, problem, reload } = useLoaded(load);
  const toggle = (layer: ContextLayer) => {
    const next = new Set(layers);
    if (!next.delete(layer)) next.add(layer);
    onLayers(next);
  };
  return (
    <>
      <h3>{t('incident.around')}</h3>
      {problem && <ProblemNote problem={problem} retry={reload} />}
      <ul className="around" data-testid="incident-around">
        {AROUND.map(([layer], at) => (
          <li key={layer}>
            <button type="button" aria-pressed={layers.has(layer)} onClick={() => toggle(layer)}>
              {code('layer', layer)}
            </button>
            <span className="sub">
              {value && (value[at]!.items.map(nearText).join(' · ') || t('board.nothing'))}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function nearText(item: PlaceItem): string {
  return `${item.name ?? item.kind ?? '—'} ${Math.round(item.distanceM)} m`;
}
