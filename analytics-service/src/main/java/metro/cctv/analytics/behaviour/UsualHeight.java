package metro.cctv.analytics.behaviour;

import metro.cctv.contracts.detection.ObjectClass;

/** A picture has no metres, so an object is its own yardstick; a rider is measured with his machine. */
final class UsualHeight {
    private UsualHeight() {}

    static double metres(ObjectClass label) {
        return switch (label) {
            case PERSON, BICYCLE, MOTORCYCLE -> 1.7;
            case CAR -> 1.5;
            case BUS, TRUCK -> 3.0;
            case BAG, ANIMAL, FIRE, SMOKE -> 0.5;
        };
    }
}
