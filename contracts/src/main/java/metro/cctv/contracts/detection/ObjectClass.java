package metro.cctv.contracts.detection;

/** What operators are told apart. A model's own labels are mapped onto these by its manifest. */
public enum ObjectClass {
    PERSON,
    CAR,
    BUS,
    TRUCK,
    BICYCLE,
    MOTORCYCLE,
    BAG,
    ANIMAL,
    /** Only of a model that was trained for it; it has no outline of its own. */
    FIRE,
    /** As {@link #FIRE}. */
    SMOKE;

    /** A detector wavers between car and truck; what alerts are told apart by is coarser. */
    public enum Kind {
        PERSON,
        VEHICLE,
        OTHER
    }

    public Kind kind() {
        if (isVehicle()) return Kind.VEHICLE;
        return this == PERSON ? Kind.PERSON : Kind.OTHER;
    }

    public boolean isVehicle() {
        return switch (this) {
            case CAR, BUS, TRUCK, BICYCLE, MOTORCYCLE -> true;
            case PERSON, BAG, ANIMAL, FIRE, SMOKE -> false;
        };
    }
}
