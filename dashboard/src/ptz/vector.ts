/** From a drag or held keys to a movement: pan and tilt of the picture, −1 to 1 each, and zoom. */
export interface Movement {
  pan: number;
  tilt: number;
  zoom: number;
}

export const STILL: Movement = { pan: 0, tilt: 0, zoom: 0 };
/** A hand that rests near where it pressed does not want to turn. */
const DEAD_ZONE = 0.08;
const STEP = 0.05;
const KEY_SPEED = 0.6;
const SLOW_SPEED = 0.2;

const stepped = (value: number) => Math.round(value / STEP) * STEP || 0;
const tidy = (value: number) => Math.round(stepped(value) * 100) / 100;

/** @param dx, dy pixels from where the drag began; @param reach pixels of full speed */
export function dragMovement(dx: number, dy: number, reach: number): Movement {
  const length = Math.hypot(dx, dy) / reach;
  if (!(length > DEAD_ZONE)) return STILL;
  const speed = Math.min(1, (length - DEAD_ZONE) / (1 - DEAD_ZONE));
  const angle = Math.atan2(dy, dx);
  return { pan: tidy(Math.cos(angle) * speed), tilt: tidy(-Math.sin(angle) * speed) || 0, zoom: 0 };
}

const KEYS: Record<string, Movement> = {
  ArrowLeft: { pan: -1, tilt: 0, zoom: 0 },
  ArrowRight: { pan: 1, tilt: 0, zoom: 0 },
  ArrowUp: { pan: 0, tilt: 1, zoom: 0 },
  ArrowDown: { pan: 0, tilt: -1, zoom: 0 },
  '+': { pan: 0, tilt: 0, zoom: 1 },
  '=': { pan: 0, tilt: 0, zoom: 1 },
  '-': { pan: 0, tilt: 0, zoom: -1 },
  _: { pan: 0, tilt: 0, zoom: -1 },
};

export function isMovementKey(key: string): boolean {
  return Object.hasOwn(KEYS, key);
}

/** All held keys together; Shift turns slowly. */
export function keyMovement(held: Iterable<string>, slow: boolean): Movement {
  const speed = slow ? SLOW_SPEED : KEY_SPEED;
  let [pan, tilt, zoom] = [0, 0, 0];
  for (const key of held) {
    const direction = KEYS[key];
    if (!direction) continue;
    pan += direction.pan;
    tilt += direction.tilt;
    zoom += direction.zoom;
  }
  const limited = (value: number) => Math.max(-1, Math.min(1, value)) * speed || 0;
  return { pan: limited(pan), tilt: limited(tilt), zoom: limited(zoom) };
}

export function isStill({ pan, tilt, zoom }: Movement): boolean {
  return pan === 0 && tilt === 0 && zoom === 0;
}

export function sameMovement(a: Movement, b: Movement): boolean {
  return a.pan === b.pan && a.tilt === b.tilt && a.zoom === b.zoom;
}
