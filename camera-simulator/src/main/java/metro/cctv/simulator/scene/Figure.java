package metro.cctv.simulator.scene;

import java.awt.Graphics2D;

/** Something that moves through a scene and has a box in the truth. */
interface Figure {
    String label();

    Sketch sketch(View view, Pose pose);

    /** Its shadow on the ground. {@code sunX}, {@code sunZ}: metres of shadow per metre of height. */
    void shadow(Graphics2D g, View view, Pose pose, double sunX, double sunZ);

    /** Lamps of its own, painted over the night. */
    default void lamps(Graphics2D g, View view, Pose pose) {}
}
