package metro.cctv.simulator.scene;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** A scene's frame as a picture of any size. */
public final class ScenePicture {
    private ScenePicture() {}

    /** A {@code TYPE_3BYTE_BGR} picture; a different aspect ratio stretches the scene. */
    public static BufferedImage of(Scene scene, int frame, int width, int height) {
        return of(scene, frame, width, height, Framing.AHEAD);
    }

    /** The same by a lens that looks elsewhere. */
    public static BufferedImage of(Scene scene, int frame, int width, int height, Framing framing) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = picture.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.scale((double) width / scene.width(), (double) height / scene.height());
            scene.render(frame, g, framing);
        } finally {
            g.dispose();
        }
        return picture;
    }
}
