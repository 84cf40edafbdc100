import { useCallback, useEffect } from 'react';
import { fetchPlaceContext } from '../api/doors';
import { PLACE_LAYERS, type BoardCase, type PlaceContext, type PlaceItem, type PlaceLayer } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { ProblemNote } from '../system/ProblemNote';
import { useLoaded, type Loaded } from '../system/useLoaded';

const AGAIN_MS = 60_000;
const MOST_ITEMS = 6;
/** What the service calls a layer that it could not have. */
const SOURCES: Record<PlaceLayer, string> = {
  hazards: 'HAZARD',
  hydrants: 'HYDRANT',
  roads: 'ROAD',
  parking: 'PARKING',
  hospitals: 'HOSPITAL',
};

/** What stands around an engine's target; null: nothing is asked. */
export function usePlaceContext(open: BoardCase | null): Loaded<PlaceContext | null> {
  const caseNo = open?.own ? open.caseNo : null;
  const moves = open?.target?.moves ?? 0;
  const load = useCallback(
    (signal: AbortSignal): Promise<PlaceContext | null> =>
      caseNo === null ? Promise.resolve(null) : fetchPlaceContext(caseNo, signal),
    [caseNo, moves],
  );
  const loaded = useLoaded(load);
  const { reload } = loaded;
  useEffect(() => {
    const timer = setInterval(reload, AGAIN_MS);
    return () => clearInterval(timer);
  }, [reload]);
  return loaded;
}

/** Hazards, hydrants, road widths, whose car stands in the way, hospitals with room. */
export function CaseContext({ context: { value, problem, reload } }: { context: Loaded<PlaceContext | null> }) {
  const { t, code } = useSpeech();
  if (problem) return <ProblemNote problem={problem} retry={reload} />;
  if (!value) return null;
  return (
    <section className="case-context" aria-label={t('board.context')} data-testid="case-context">
      {PLACE_LAYERS.map((layer) => (
        <div key={layer} data-layer={layer} data-count={value[layer].length}>
          <h3>
            {t(`board.${layer}`)} <span className="number">{value[layer].length}</span>
          </h3>
          {value[layer].length === 0 && (
            <p className="sub">{t(value.missing.includes(SOURCES[layer]) ? 'board.unknown' : 'board.nothing')}</p>
          )}
          <ul>
            {value[layer].slice(0, MOST_ITEMS).map((item, at) => (
              <Item key={at} item={item} />
            ))}
          </ul>
        </div>
      ))}
      {value.missing.length > 0 && (
        <p className="notice" data-testid="context-missing">
          {t('board.missing', { layers: value.missing.map((layer) => code('layer', layer)).join(', ') })}
        </p>
      )}
    </section>
  );
}

function Item({ item }: { item: PlaceItem }) {
  const { t } = useSpeech();
  const facts = [
    item.kind,
    item.widthM !== null && `${item.widthM} m`,
    item.free !== null ? t('board.free', { free: item.free }) : item.capacity !== null && `${item.capacity}`,
    item.note,
  ].filter(Boolean);
  return (
    <li>
      <span className="distance number">{Math.round(item.distanceM)} m</span> <strong>{item.name ?? item.kind}</strong>
      <span className="sub">{facts.join(' · ')}</span>
      {item.phone && <a href={`tel:${item.phone}`}>{item.phone}</a>}
    </li>
  );
}
