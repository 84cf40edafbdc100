package metro.cctv.simulator.scene;

import java.awt.Graphics2D;
import java.util.List;

/**
 * A looped, rendered view of one camera. Everything about a frame follows from the scene's seed and the frame's number.
 * Safe for use by several threads.
 */
public interface Scene {
    /** Key in {@link SceneCatalog}, lower case with hyphens. */
    String name();

    /** Units of the space that {@link #render} draws in: 1280. Scale the graphics for any other picture size. */
    int width();

    /** 720; see {@link #width()}. */
    int height();

    double fps();

    /** Length of the loop; frame {@code frames()} is frame 0 again, without a jump. */
    int frames();

    /** Fills {@code width()} × {@code height()} units of {@code g}. Any whole frame number; taken modulo the loop. */
    void render(int frame, Graphics2D g);

    /** As {@link #render(int, Graphics2D)}, but by a lens that looks elsewhere; a scene without surroundings stays as it is. */
    default void render(int frame, Graphics2D g, Framing framing) {
        render(frame, g);
    }

    /** What can be seen in the frame, nearest last. */
    List<TrueObject> objects(int frame);

    List<SceneZone> zones();

    /** The behaviours that should raise an alert in one loop, and no others. */
    List<TrueEvent> events();
}
