package metro.cctv.bench.packs;

import metro.cctv.contracts.detection.ObjectClass;
import org.jspecify.annotations.Nullable;

/** What a model of few classes and one of many can both be asked for. */
enum SceneClass {
    PERSON,
    CAR,
    BUS_OR_TRUCK,
    TWO_WHEELER,
    BAG,
    ANIMAL;

    /** Null: scenes have none of it. */
    static @Nullable SceneClass of(ObjectClass label) {
        return switch (label) {
            case PERSON -> PERSON;
            case CAR -> CAR;
            case BUS, TRUCK -> BUS_OR_TRUCK;
            case BICYCLE, MOTORCYCLE -> TWO_WHEELER;
            case BAG -> BAG;
            case ANIMAL -> ANIMAL;
            default -> null;
        };
    }
}
