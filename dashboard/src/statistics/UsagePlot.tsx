import type { Bar } from './usage';

const WIDTH = 760;
const NAMES = 190;
const FIGURES = 64;
const ROW = 30;
const COLOURS = 8;

/** Bars, each cut into its parts. The table beside it says the same in figures. */
export function UsagePlot({
  label,
  bars,
  series,
  nameOf,
  partNameOf,
}: {
  label: string;
  bars: readonly Bar[];
  series: readonly string[];
  nameOf(key: string): string;
  partNameOf(key: string): string;
}) {
  const largest = Math.max(1, ...bars.map((bar) => bar.count));
  const scale = (WIDTH - NAMES - FIGURES) / largest;
  return (
    <figure className="plot" data-testid="usage-plot">
      <svg viewBox={`0 0 ${WIDTH} ${bars.length * ROW}`} role="img" aria-label={label}>
        {bars.map((bar, at) => {
          let from = NAMES;
          return (
            <g key={bar.key} data-testid="usage-bar" data-key={bar.key}>
              <text x={NAMES - 8} y={at * ROW + 19} className="plot-name">
                {nameOf(bar.key)}
              </text>
              {bar.parts.map((part) => {
                const x = from;
                from += part.count * scale;
                return (
                  <rect
                    key={part.key}
                    x={x}
                    y={at * ROW + 4}
                    width={Math.max(1, part.count * scale)}
                    height={ROW - 8}
                    className={`series-${series.indexOf(part.key) % COLOURS}`}
                  >
                    <title>{`${nameOf(bar.key)} · ${partNameOf(part.key)}: ${part.count.toLocaleString('en')}`}</title>
                  </rect>
                );
              })}
              <text x={from + 6} y={at * ROW + 19} className="plot-figure">
                {bar.count.toLocaleString('en')}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption className="plot-legend">
        {series.map((key, at) => (
          <span key={key}>
            <svg viewBox="0 0 12 12" width={12} height={12} aria-hidden="true">
              <rect width={12} height={12} className={`series-${at % COLOURS}`} />
            </svg>
            {partNameOf(key)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
