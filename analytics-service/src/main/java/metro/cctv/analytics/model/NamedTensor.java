package metro.cctv.analytics.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * An input or output of a network.
 *
 * @param shape sides; {@link #OPEN} where a file leaves one to the caller
 */
public record NamedTensor(String name, Element element, List<Long> shape) {
    static final long OPEN = -1;

    /** Of the kinds that ONNX knows, those that we read. */
    public enum Element {
        FLOAT,
        INT64,
        OTHER
    }

    public NamedTensor {
        shape = List.copyOf(shape);
    }

    static NamedTensor floats(String name, long... shape) {
        return new NamedTensor(name, Element.FLOAT, LongStream.of(shape).boxed().toList());
    }

    static NamedTensor longs(String name, long... shape) {
        return new NamedTensor(name, Element.INT64, LongStream.of(shape).boxed().toList());
    }

    public long[] sides() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    public int size() {
        return Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
    }

    /** Of so many pictures at a time: the first side counts them. */
    public NamedTensor of(int pictures) {
        List<Long> sides = new ArrayList<>(shape);
        sides.set(0, (long) pictures);
        return new NamedTensor(name, element, sides);
    }

    boolean leavesCountOpen() {
        return !shape.isEmpty() && shape.getFirst() == OPEN;
    }

    /** Whether a file that says this can take or give {@code wanted}. */
    boolean allows(NamedTensor wanted) {
        if (element != wanted.element || shape.size() != wanted.shape.size()) return false;
        for (int i = 0; i < shape.size(); i++)
            if (shape.get(i) != OPEN && !shape.get(i).equals(wanted.shape.get(i))) return false;
        return true;
    }

    @Override
    public String toString() {
        return "\"" + name + "\" " + element + " " + shape;
    }
}
