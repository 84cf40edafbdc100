package metro.cctv.analytics.track;

import metro.cctv.contracts.detection.ObjectClass;

/** What one object may be called from frame to frame: a van a car or a truck, but never a person. */
enum Kind {
    PERSON,
    VEHICLE,
    TWO_WHEELER,
    BAG,
    ANIMAL;

    static Kind of(ObjectClass label) {
        return switch (label) {
            case PERSON -> PERSON;
            case CAR, BUS, TRUCK -> VEHICLE;
            case BICYCLE, MOTORCYCLE -> TWO_WHEELER;
            case BAG -> BAG;
            case ANIMAL -> ANIMAL;
        };
    }
}
