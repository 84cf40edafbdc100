import type { Districts } from '../api/doors';
import type { SafetyCell } from '../api/types';
import { useSpeech } from '../language/LanguageProvider';
import { boundsOf, labelPoints } from '../map/geometry';
import { cornersOf, shadeOf } from './usage';

const WIDTH = 700;

/** The safety map for paper: outlines and cells in ink, no ground. On a screen the live map stands in its place. */
export function PaperMap({
  districts,
  cells,
  label,
}: {
  districts: Districts;
  cells: readonly SafetyCell[];
  label: string;
}) {
  const { language } = useSpeech();
  const bounds = boundsOf(districts);
  if (!bounds) return null;
  const [west, south, east, north] = bounds;
  const narrower = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = WIDTH / ((east - west) * narrower);
  const point = ([lon, lat]: GeoJSON.Position) =>
    `${((lon! - west) * narrower * scale).toFixed(1)},${((north - lat!) * scale).toFixed(1)}`;
  const path = (ring: GeoJSON.Position[]) => `M${ring.map(point).join('L')}Z`;
  const largest = Math.max(1, ...cells.map((cell) => cell.count));
  return (
    <svg
      className="paper-only paper-map"
      viewBox={`0 0 ${WIDTH} ${Math.ceil((north - south) * scale)}`}
      role="img"
      aria-label={label}
    >
      {districts.features.map(({ geometry, properties }) => (
        <path
          key={properties.districtCode}
          className="paper-outline"
          d={(geometry.type === 'Polygon'
            ? geometry.coordinates
            : geometry.type === 'MultiPolygon'
              ? geometry.coordinates.flat()
              : []
          )
            .map(path)
            .join('')}
        />
      ))}
      {labelPoints(districts).features.map(({ geometry, properties }) => {
        const [x, y] = point((geometry as GeoJSON.Point).coordinates).split(',');
        return (
          <text key={String(properties!['districtCode'])} x={x} y={y}>
            {String(language === 'ko' ? properties!['name'] : (properties!['nameEn'] ?? properties!['name']))}
          </text>
        );
      })}
      {cells.map((cell) => (
        <path
          key={`${cell.lon} ${cell.lat}`}
          className={`shade-${shadeOf(cell.count, largest)}`}
          d={path(cornersOf(cell))}
        />
      ))}
    </svg>
  );
}
