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
    ANIMAL;

    public boolean isVehicle() {
        return switch (this) {
            case CAR, BUS, TRUCK, BICYCLE, MOTORCYCLE -> true;
            case PERSON, BAG, ANIMAL -> false;
        };
    }
}
