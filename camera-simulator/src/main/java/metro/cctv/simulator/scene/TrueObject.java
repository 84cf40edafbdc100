package metro.cctv.simulator.scene;

/**
 * The box of one thing in one frame, clipped to the picture; fractions of the frame, origin top left.
 *
 * @param id the same through the loop
 * @param label person, car, bus, truck, bicycle, motorcycle, bag or animal; a two-wheeler's box holds its rider
 * @param visible share of the whole thing that is in the picture and not hidden, 0 to 1 (an estimate from boxes)
 */
public record TrueObject(int id, String label, double x, double y, double w, double h, double visible) {
    /** Where it stands: the middle of the box's lower edge. */
    public double footX() {
        return x + w / 2;
    }

    public double footY() {
        return y + h;
    }
}
