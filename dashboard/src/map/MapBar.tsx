import { useEffect, useRef, useState, type ReactNode, type Ref } from 'react';
import type { Districts } from '../api/doors';
import { fetchLayers } from '../api/registry';
import type { ContextLayer, SearchHit } from '../api/types';
import { CameraSearch } from '../camera/CameraSearch';
import { AgencyField, CAMERA_STATES, DistrictField, HealthField, PurposeField, StateField } from '../camera/FilterFields';
import { useSpeech } from '../language/LanguageProvider';
import { useLoaded } from '../system/useLoaded';
import type { Tool } from './found';
import { criteria, NO_FILTER, type MapFilter } from './mapFilter';
import { CONTEXT_LAYERS, CONTEXT_SIGNS } from './style';

/** Retired cameras are on no map. */
const SHOWN_STATES = CAMERA_STATES.filter((state) => state !== 'RETIRED');
const TOOLS: readonly Tool[] = ['sees', 'nearest', 'within'];

/** Search, filters, context layers and tools over the map. */
export function MapBar({
  filter,
  onFilter,
  districts,
  layers,
  onLayers,
  tool,
  onTool,
  onHit,
  searchRef,
  children,
}: {
  filter: MapFilter;
  onFilter(filter: MapFilter): void;
  districts: Districts | null;
  layers: ReadonlySet<ContextLayer>;
  onLayers(layers: ReadonlySet<ContextLayer>): void;
  tool: Tool | null;
  onTool(tool: Tool | null): void;
  onHit(hit: SearchHit): void;
  searchRef: Ref<HTMLInputElement>;
  children: ReactNode;
}) {
  const { t } = useSpeech();
  const count = criteria(filter);
  const set = (name: keyof MapFilter) => (value: string) => onFilter({ ...filter, [name]: value });
  return (
    <div className="map-bar">
      <CameraSearch onChoose={onHit} label={t('find.label')} inputRef={searchRef} testId="map-search" />
      <Popover label={count > 0 ? t('map.filtered', { count }) : t('map.filter')} pressed={count > 0} testId="map-filter">
        <DistrictField districts={districts} value={filter.district} onChange={set('district')} />
        <PurposeField value={filter.purpose} onChange={set('purpose')} />
        <HealthField value={filter.health} onChange={set('health')} />
        <StateField value={filter.state} onChange={set('state')} states={SHOWN_STATES} />
        <AgencyField value={filter.agency} onChange={set('agency')} />
        <button type="button" disabled={count === 0} onClick={() => onFilter(NO_FILTER)} data-testid="map-filter-clear">
          {t('filter.clear')}
        </button>
      </Popover>
      <Popover label={t('map.layers')} pressed={layers.size > 0} testId="map-layers">
        <LayerChoice layers={layers} onLayers={onLayers} />
      </Popover>
      <div role="group" aria-label={t('tool.title')} className="map-tools">
        {TOOLS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={tool === one}
            onClick={() => onTool(tool === one ? null : one)}
            data-testid={`tool-${one}`}
            title={t(`tool.${one}Hint`)}
          >
            {t(`tool.${one}Short`)}
          </button>
        ))}
      </div>
      {children}
    </div>
  );
}

/** A button with a small panel below; Esc and a press elsewhere close it. */
function Popover({
  label,
  pressed,
  testId,
  children,
}: {
  label: string;
  pressed: boolean;
  testId: string;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    box.current?.querySelector<HTMLElement>('.popover select, .popover input')?.focus();
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    window.addEventListener('pointerdown', outside);
    return () => window.removeEventListener('pointerdown', outside);
  }, [open]);
  return (
    <div
      ref={box}
      className="popover-box"
      onBlur={(event) => event.relatedTarget && !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        className={pressed ? 'marked' : ''}
        onClick={() => setOpen(!open)}
        data-testid={testId}
      >
        {label} <span aria-hidden="true">▾</span>
      </button>
      {open && <div className="popover">{children}</div>}
    </div>
  );
}

function LayerChoice({
  layers,
  onLayers,
}: {
  layers: ReadonlySet<ContextLayer>;
  onLayers(layers: ReadonlySet<ContextLayer>): void;
}) {
  const { t, code } = useSpeech();
  const known = useLoaded(fetchLayers);
  const toggle = (layer: ContextLayer) => {
    const next = new Set(layers);
    if (!next.delete(layer)) next.add(layer);
    onLayers(next);
  };
  return (
    <fieldset className="layer-choice">
      <legend>{t('map.layers')}</legend>
      {CONTEXT_LAYERS.map((layer) => {
        const features = known.value?.find((one) => one.layer === layer)?.features;
        return (
          <label key={layer} className="check">
            <input
              type="checkbox"
              checked={layers.has(layer)}
              onChange={() => toggle(layer)}
              data-testid={`layer-${layer}`}
            />
            <span aria-hidden="true" className={`layer-sign ${layer}`}>
              {CONTEXT_SIGNS[layer].sign}
            </span>
            {code('layer', layer)}
            <span className="number sub">{features ?? (known.value ? 0 : '')}</span>
          </label>
        );
      })}
      {known.value?.every((one) => one.features === 0) && <p className="sub">{t('map.layersEmpty')}</p>}
    </fieldset>
  );
}
