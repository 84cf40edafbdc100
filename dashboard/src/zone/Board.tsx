import { useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent as ReactPointerEvent } from 'react';
import { createPortal } from 'react-dom';
import type { PictureFrame } from '../camera/CameraPage';
import { useSpeech } from '../language/LanguageProvider';
import { isLine, least, type Drawing, type Shape, type Stroke } from './drawing';
import { centreOf, contains, halfway, headingVector, leftToRight, nearestEdge } from './shapes';

const HANDLE_PX = 7;
/** A target of 24 px, whatever the eye sees. */
const REACH_PX = 13;
/** Of the picture's badge with the delay. */
const NEAR_TOP_PX = 56;
/** Where a name would be cut off. */
const FAR_RIGHT = 0.85;
const STEP = 0.005;
const BIG_STEP = 0.04;

/** The picture as a drawing board: mouse and keys become strokes. */
export function Board({
  frame,
  drawing,
  faulty,
  ghosts,
  onStroke,
  readOnly,
}: {
  frame: PictureFrame;
  drawing: Drawing;
  /** Zones with something wrong, by place. */
  faulty: ReadonlySet<number>;
  /** Shapes of a proposal or an earlier version, drawn behind. */
  ghosts: readonly Shape[];
  onStroke(stroke: Stroke): void;
  readOnly: boolean;
}) {
  const { t } = useSpeech();
  const svg = useRef<SVGSVGElement>(null);
  const [unit, setUnit] = useState(1);
  const drag = useRef<{ pointer: number; moved: boolean } | null>(null);
  const { host, width, height } = frame;

  useLayoutEffect(() => {
    if (!host) return;
    const measure = () => setUnit(1 / Math.max(0.01, Math.min(host.clientWidth / width, host.clientHeight / height)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(host);
    return () => observer.disconnect();
  }, [host, width, height]);
  if (!host) return null;

  const at = (event: { clientX: number; clientY: number }) => {
    const matrix = svg.current?.getScreenCTM()?.inverse();
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    return { x: point.x / width, y: point.y / height };
  };
  const near = (a: { x: number; y: number }, b: { x: number; y: number }) =>
    Math.hypot((a.x - b.x) * width, (a.y - b.y) * height) <= REACH_PX * unit;
  const selected = drawing.selected === null ? undefined : drawing.shapes[drawing.selected];

  const down = (event: ReactPointerEvent) => {
    if (readOnly || event.button !== 0) return;
    const point = at(event);
    const take = () => {
      svg.current?.setPointerCapture(event.pointerId);
      drag.current = { pointer: event.pointerId, moved: false };
    };
    if (selected && drawing.mode !== 'fresh') {
      const vertex = selected.points.findIndex((corner) => near(corner, point));
      if (vertex >= 0) {
        if (drawing.mode === 'points' && vertex === 0 && selected.points.length >= least(selected)) {
          return onStroke({ type: 'finish' });
        }
        onStroke({ type: 'select', shape: drawing.selected, vertex });
        return take();
      }
      if (drawing.mode === 'edit') {
        const edge = nearestEdge(selected.points, !isLine(selected.kind), point, width / height);
        if (edge && edge.distance * height <= REACH_PX * unit) {
          onStroke({ type: 'insert', after: edge.after, ...point });
          return take();
        }
      }
    }
    if (drawing.mode === 'edit') {
      const hit = drawing.shapes.findIndex(
        (shape) =>
          (!isLine(shape.kind) && contains(shape.points, point)) ||
          (nearestEdge(shape.points, !isLine(shape.kind), point, width / height)?.distance ?? 1) * height <=
            REACH_PX * unit,
      );
      if (hit >= 0) return onStroke({ type: 'select', shape: hit });
    }
    onStroke({ type: 'press', ...point });
  };
  const move = (event: ReactPointerEvent) => {
    if (drag.current?.pointer !== event.pointerId) return;
    onStroke({ type: 'place', ...at(event), begins: !drag.current.moved });
    drag.current.moved = true;
  };
  const up = (event: ReactPointerEvent) => {
    if (drag.current?.pointer === event.pointerId) drag.current = null;
  };

  const onKey = (event: KeyboardEvent) => {
    const stroke = strokeOf(event, drawing);
    if (!stroke || readOnly) return;
    event.stopPropagation();
    // At the last corner Tab goes on out of the board: nobody is held.
    if (event.key === 'Tab') {
      const count = selected?.points.length ?? 0;
      const leaves = event.shiftKey ? drawing.vertex === 0 : drawing.vertex === count - 1;
      onStroke(stroke);
      if (leaves || count === 0) return;
    } else onStroke(stroke);
    event.preventDefault();
  };
  return createPortal(
    <svg
      ref={svg}
      className={`zone-board own-keys ${drawing.mode !== 'edit' ? 'drawing' : ''}`}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMid meet"
      role="application"
      aria-label={t('zone.board')}
      aria-describedby="zone-said"
      tabIndex={0}
      data-testid="zone-board"
      data-mode={drawing.mode}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onDoubleClick={() => onStroke({ type: 'finish' })}
      onKeyDown={onKey}
    >
      {ghosts.map((shape) => (
        <Outline key={`ghost ${shape.zoneId}`} shape={shape} width={width} height={height} unit={unit} className="ghost" />
      ))}
      {drawing.shapes.map((shape, place) => (
        <Outline
          key={shape.zoneId}
          shape={shape}
          width={width}
          height={height}
          unit={unit}
          className={`${place === drawing.selected ? 'selected' : ''} ${faulty.has(place) ? 'faulty' : ''}`}
        />
      ))}
      {selected &&
        !readOnly &&
        selected.points.map((corner, place) => (
          <circle
            key={place}
            cx={corner.x * width}
            cy={corner.y * height}
            r={(place === drawing.vertex ? HANDLE_PX + 3 : HANDLE_PX) * unit}
            className={`handle ${place === drawing.vertex ? 'active' : ''}`}
            data-testid="zone-vertex"
            data-active={place === drawing.vertex}
          />
        ))}
    </svg>,
    host,
  );
}

function strokeOf(event: KeyboardEvent, drawing: Drawing): Stroke | null {
  if ((event.ctrlKey || event.metaKey) && (event.key === 'z' || event.key === 'ㅋ')) return { type: 'undo' };
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const step = event.shiftKey ? BIG_STEP : STEP;
  switch (event.key) {
    case 'ArrowLeft':
      return { type: 'nudge', dx: -step, dy: 0 };
    case 'ArrowRight':
      return { type: 'nudge', dx: step, dy: 0 };
    case 'ArrowUp':
      return { type: 'nudge', dx: 0, dy: -step };
    case 'ArrowDown':
      return { type: 'nudge', dx: 0, dy: step };
    case 'Tab':
      return { type: 'step', by: event.shiftKey ? -1 : 1 };
    case 'Enter':
      return drawing.mode === 'points' ? { type: 'finish' } : { type: 'addVertex' };
    case 'Delete':
    case 'Backspace':
      return { type: 'removeVertex' };
    case 'Escape':
      return drawing.vertex === null && drawing.mode === 'edit'
        ? { type: 'select', shape: null }
        : { type: 'select', shape: drawing.selected };
    case 'PageDown':
    case 'PageUp': {
      const count = drawing.shapes.length;
      if (count === 0) return null;
      const by = event.key === 'PageDown' ? 1 : -1;
      return { type: 'select', shape: ((drawing.selected ?? (by > 0 ? -1 : count)) + by + count) % count };
    }
    default:
      return null;
  }
}

function Outline({
  shape,
  width,
  height,
  unit,
  className,
}: {
  shape: Shape;
  width: number;
  height: number;
  unit: number;
  className: string;
}) {
  const points = shape.points.map(({ x, y }) => `${x * width},${y * height}`).join(' ');
  const arrows = arrowsOf(shape, width, height);
  const label = shape.points[0];
  return (
    <g className={`zone-outline ${shape.kind} ${className}`}>
      {isLine(shape.kind) ? <polyline points={points} /> : <polygon points={points} />}
      {arrows.map(({ from, direction }, at) => (
        <Arrow key={at} from={from} direction={direction} unit={unit} />
      ))}
      {label && (
        <text
          x={(label.x < FAR_RIGHT ? label.x : FAR_RIGHT) * width}
          // Near the top it would lie under the picture's badge: then it stands below the corner.
          y={label.y * height + (label.y * height < NEAR_TOP_PX * unit ? 18 : -8) * unit}
          fontSize={12 * unit}
        >
          {shape.name}
        </text>
      )}
    </g>
  );
}

interface ArrowAt {
  from: { x: number; y: number };
  direction: { x: number; y: number };
}

function arrowsOf(shape: Shape, width: number, height: number): ArrowAt[] {
  if (shape.points.length < least(shape)) return [];
  if (shape.kind === 'WRONG_WAY') {
    const centre = centreOf(shape.points);
    return [{ from: { x: centre.x * width, y: centre.y * height }, direction: headingVector(shape.allowedHeadingDeg ?? 0) }];
  }
  const across = isLine(shape.kind) ? leftToRight(shape.points, width, height) : null;
  if (!across) return [];
  const middle = halfway(shape.points, width, height);
  const from = { x: middle.x * width, y: middle.y * height };
  const back = { x: -across.x, y: -across.y };
  switch (shape.crossing) {
    case 'LEFT_TO_RIGHT':
      return [{ from, direction: across }];
    case 'RIGHT_TO_LEFT':
      return [{ from, direction: back }];
    default:
      return [
        { from, direction: across },
        { from, direction: back },
      ];
  }
}

function Arrow({ from, direction, unit }: ArrowAt & { unit: number }) {
  const length = 34 * unit;
  const head = 10 * unit;
  const tip = { x: from.x + direction.x * length, y: from.y + direction.y * length };
  const base = { x: tip.x - direction.x * head, y: tip.y - direction.y * head };
  const aside = { x: -direction.y * head * 0.6, y: direction.x * head * 0.6 };
  return (
    <path
      className="arrow"
      d={`M${from.x} ${from.y}L${base.x} ${base.y}M${tip.x} ${tip.y}L${base.x + aside.x} ${base.y + aside.y}L${base.x - aside.x} ${base.y - aside.y}Z`}
    />
  );
}
