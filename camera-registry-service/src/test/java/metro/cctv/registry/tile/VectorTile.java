package metro.cctv.registry.tile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Points of one layer of a Mapbox vector tile (specification 2.1), read by hand: what we write is checked by other eyes. */
final class VectorTile {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;

    private VectorTile() {}

    /** @param x of 4096 from the west edge; {@code y} from the north edge */
    record Point(int x, int y, Map<String, Object> properties) {}

    static List<Point> points(byte[] tile, String layer) {
        List<Point> points = new ArrayList<>();
        fields(ByteBuffer.wrap(tile), (number, value) -> {
            if (number == 3) points.addAll(layer((ByteBuffer) value, layer));
        });
        return points;
    }

    private static List<Point> layer(ByteBuffer bytes, String wanted) {
        List<ByteBuffer> features = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        String[] name = new String[1];
        fields(bytes, (number, value) -> {
            switch (number) {
                case 1 -> name[0] = text(value);
                case 2 -> features.add((ByteBuffer) value);
                case 3 -> keys.add(text(value));
                case 4 -> values.add(value((ByteBuffer) value));
                case 5 -> {
                    if (!value.equals(4096L)) throw new AssertionError("extent " + value);
                }
                default -> {}
            }
        });
        if (!wanted.equals(name[0])) return List.of();
        return features.stream().map(f -> point(f, keys, values)).toList();
    }

    private static Point point(ByteBuffer feature, List<String> keys, List<Object> values) {
        Map<String, Object> properties = new HashMap<>();
        List<Long> geometry = new ArrayList<>();
        fields(feature, (number, value) -> {
            if (number == 2) {
                List<Long> tags = packed(value);
                for (int i = 0; i < tags.size(); i += 2)
                    properties.put(
                            keys.get(tags.get(i).intValue()),
                            values.get(tags.get(i + 1).intValue()));
            }
            if (number == 4) geometry.addAll(packed(value));
        });
        if (geometry.size() != 3 || geometry.getFirst() != 9) throw new AssertionError("no single point: " + geometry);
        return new Point(zigZag(geometry.get(1)), zigZag(geometry.get(2)), properties);
    }

    private static Object value(ByteBuffer bytes) {
        Object[] read = new Object[1];
        fields(
                bytes,
                (number, value) -> read[0] = number == 1 ? text(value) : number == 6 ? zigZag((Long) value) : value);
        return read[0];
    }

    private static void fields(ByteBuffer bytes, BiConsumer<Integer, Object> each) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            int tag = (int) varint(bytes);
            Object value = switch (tag & 7) {
                case VARINT -> varint(bytes);
                case 1 -> bytes.getDouble();
                case LENGTH_DELIMITED -> slice(bytes, (int) varint(bytes));
                case 5 -> bytes.getFloat();
                default -> throw new AssertionError("wire type " + (tag & 7));
            };
            each.accept(tag >> 3, value);
        }
    }

    private static List<Long> packed(Object value) {
        ByteBuffer bytes = (ByteBuffer) value;
        List<Long> numbers = new ArrayList<>();
        while (bytes.hasRemaining()) numbers.add(varint(bytes));
        return numbers;
    }

    private static ByteBuffer slice(ByteBuffer bytes, int length) {
        ByteBuffer slice = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return slice;
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) return value;
        }
    }

    private static int zigZag(long value) {
        return (int) (value >>> 1 ^ -(value & 1));
    }

    private static String text(Object value) {
        return StandardCharsets.UTF_8.decode((ByteBuffer) value).toString();
    }
}
