package metro.cctv.analytics.behaviour;

/** Whether somebody walks or rides, over a stay: in some frames the machine is missed. */
final class OnFoot {
    /** Seen on a machine in this share of the frames, a person is a rider in the others, too. */
    static final double RIDER_FROM = 0.3;

    private int frames;
    private int riding;

    void see(boolean rides) {
        frames++;
        if (rides) riding++;
    }

    boolean holds() {
        return riding <= RIDER_FROM * frames;
    }
}
