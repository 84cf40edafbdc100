package metro.cctv.training.data;

import java.util.List;

/** The detector's classes, and the words that the simulator and teachers have for them. */
public final class Labels {
    /** In the order of the network's outputs. */
    public static final List<String> NAMES = List.of("person", "car", "bus", "two_wheeler", "bag", "animal");

    /** The operators' classes, in the same order. */
    public static final List<String> CLASSES = List.of("PERSON", "CAR", "BUS", "MOTORCYCLE", "BAG", "ANIMAL");

    private static final int UNKNOWN = -1;

    private Labels() {}

    /** Not every thing that a teacher knows has a class: smoke has none. */
    static boolean knows(String label) {
        return of(label) != UNKNOWN;
    }

    /** {@link #UNKNOWN} for what has no class. */
    static int of(String label) {
        return switch (label) {
            case "person" -> 0;
            case "car" -> 1;
            case "bus", "truck" -> 2;
            case "bicycle", "motorcycle" -> 3;
            case "bag" -> 4;
            case "animal" -> 5;
            default -> UNKNOWN;
        };
    }
}
