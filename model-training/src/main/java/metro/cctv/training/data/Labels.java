package metro.cctv.training.data;

import java.util.List;

/** The detector's classes and the simulator's words for them. */
public final class Labels {
    /** In the order of the network's outputs. */
    public static final List<String> NAMES = List.of("person", "car", "bus", "two_wheeler", "bag");

    /** The operators' classes, in the same order. */
    public static final List<String> CLASSES = List.of("PERSON", "CAR", "BUS", "MOTORCYCLE", "BAG");

    private Labels() {}

    /** Animals have no class: they are there so that they are not taken for people. */
    static boolean knows(String simulatorLabel) {
        return !simulatorLabel.equals("animal");
    }

    static int of(String simulatorLabel) {
        return switch (simulatorLabel) {
            case "person" -> 0;
            case "car" -> 1;
            case "bus", "truck" -> 2;
            case "bicycle", "motorcycle" -> 3;
            case "bag" -> 4;
            default -> throw new IllegalArgumentException("no class for " + simulatorLabel);
        };
    }
}
