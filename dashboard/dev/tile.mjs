// A vector tile of points, by hand: enough of the Mapbox Vector Tile format for the mock.
const EXTENT = 4096;

function varint(value) {
  const bytes = [];
  let rest = value >>> 0;
  do {
    bytes.push(rest > 127 ? (rest & 127) | 128 : rest);
    rest >>>= 7;
  } while (rest > 0);
  return Buffer.from(bytes);
}
const field = (number, wire) => varint((number << 3) | wire);
const bytesField = (number, bytes) => Buffer.concat([field(number, 2), varint(bytes.length), bytes]);
const numberField = (number, value) => Buffer.concat([field(number, 0), varint(value)]);
const zigzag = (value) => (value << 1) ^ (value >> 31);

export function pointTile(layer, points, z, x, y) {
  const keys = [];
  const values = [];
  const index = (list, value) => {
    const at = list.indexOf(value);
    return at >= 0 ? at : list.push(value) - 1;
  };
  const features = [];
  for (const { lon, lat, properties } of points) {
    const scale = 2 ** z;
    const px = Math.round((((lon + 180) / 360) * scale - x) * EXTENT);
    const sine = Math.sin((lat * Math.PI) / 180);
    const py = Math.round(((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * scale - y) * EXTENT);
    if (px < 0 || py < 0 || px >= EXTENT || py >= EXTENT) continue;
    const tags = Object.entries(properties).flatMap(([key, value]) => [index(keys, key), index(values, value)]);
    features.push(
      bytesField(
        2,
        Buffer.concat([
          bytesField(2, Buffer.concat(tags.map(varint))),
          numberField(3, 1),
          bytesField(4, Buffer.concat([9, zigzag(px), zigzag(py)].map(varint))),
        ]),
      ),
    );
  }
  if (features.length === 0) return Buffer.alloc(0);
  return bytesField(
    3,
    Buffer.concat([
      bytesField(1, Buffer.from(layer)),
      ...features,
      ...keys.map((key) => bytesField(3, Buffer.from(key))),
      ...values.map((value) =>
        bytesField(4, typeof value === 'number' ? numberField(4, value) : bytesField(1, Buffer.from(value))),
      ),
      numberField(5, EXTENT),
      numberField(15, 2),
    ]),
  );
}
