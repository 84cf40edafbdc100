// What must hold of a recording over which brokers were killed. Pure.
const SEGMENT_S = 10;

/**
 * @param outage `seconds` without brokers, segments `recorded` meanwhile, announcements that `waited` and were `left` in the end, `errors`
 * @returns what is wrong, in words
 */
export function outageFaults(name, { seconds, recorded, left, errors }, { cameras, onTheirWay }) {
  // Each camera closes one every ten seconds; the first and the last may fall outside.
  const expected = cameras * Math.max(0, Math.floor(seconds / SEGMENT_S) - 1);
  return [
    recorded < expected && `${name}: ${recorded} segments were recorded in ${seconds} s, at least ${expected} were due`,
    left > onTheirWay && `${name}: ${left} announcements had not followed in the end`,
    errors > 0 && `${name}: recording failed ${errors} times`,
  ].filter(Boolean);
}

/** @param check what Kafka has in the end, against what was closed */
export function wholeFaults({ closed, announced, waiting, outOfOrder, gaps }) {
  return [
    closed === 0 && "nothing was recorded",
    closed !== announced && `${closed} segments were closed, ${announced} announced`,
    waiting > 0 && `${waiting} announcements still wait`,
    outOfOrder > 0 && `${outOfOrder} announcements out of order`,
    gaps > 0 && `${gaps} gaps`,
  ].filter(Boolean);
}
