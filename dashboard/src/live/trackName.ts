/** Track ids are long so that none returns; on the picture their last three digits tell neighbours apart. */
export function trackName(trackId: number): string {
  return `#${String(Math.abs(trackId) % 1000).padStart(3, '0')}`;
}
