const WIDTH = 760;
const NAMES = 190;
const RIGHT = 60;
const ROW = 28;
const TOP = 22;

export interface Span {
  name: string;
  middle: number;
  high: number;
}

/** From the middle case (a dot) to the slowest of twenty (a bar's end), each row on the same seconds. */
export function ResponsePlot({
  label,
  spans,
  textOf,
}: {
  label: string;
  spans: readonly Span[];
  /** Of seconds. */
  textOf(seconds: number): string;
}) {
  const largest = Math.max(1, ...spans.map((span) => span.high));
  const x = (seconds: number) => NAMES + (seconds / largest) * (WIDTH - NAMES - RIGHT);
  return (
    <figure className="plot">
      <svg viewBox={`0 0 ${WIDTH} ${spans.length * ROW + TOP}`} role="img" aria-label={label}>
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line
              x1={x(largest * share)}
              x2={x(largest * share)}
              y1={TOP - 6}
              y2={spans.length * ROW + TOP}
              className="plot-line"
            />
            <text x={x(largest * share)} y={12} className="plot-axis">
              {textOf(largest * share)}
            </text>
          </g>
        ))}
        {spans.map((span, at) => {
          const y = TOP + at * ROW + ROW / 2;
          return (
            <g key={span.name}>
              <text x={NAMES - 12} y={y + 4} className="plot-name">
                {span.name}
              </text>
              <line x1={x(span.middle)} x2={x(span.high)} y1={y} y2={y} className="plot-span" />
              <line x1={x(span.high)} x2={x(span.high)} y1={y - 7} y2={y + 7} className="plot-span" />
              <circle cx={x(span.middle)} cy={y} r={6} className="series-0" />
              <title>{`${span.name}: ${textOf(span.middle)} – ${textOf(span.high)}`}</title>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
