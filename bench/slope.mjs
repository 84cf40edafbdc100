const mean = (numbers) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

/**
 * A straight line through the points by least squares; null of fewer than three points.
 * @param points [x, y]
 * @returns {{ slope: number, at0: number } | null}
 */
export function straightLine(points) {
  if (points.length < 3) return null;
  const [x, y] = [0, 1].map((i) => mean(points.map((p) => p[i])));
  const slope = points.reduce((sum, p) => sum + (p[0] - x) * (p[1] - y), 0) / points.reduce((sum, p) => sum + (p[0] - x) ** 2, 0);
  return { slope, at0: y - slope * x };
}
