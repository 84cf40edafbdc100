package metro.cctv.training.data;

import java.util.ArrayList;
import java.util.List;
import metro.cctv.simulator.scene.Scene;
import metro.cctv.simulator.scene.ScenePicture;
import metro.cctv.simulator.scene.TrueObject;

/** Frames of a scene at the size of the cameras' sub-streams. */
public final class FrameRenderer {
    public static final int WIDTH = 640;
    public static final int HEIGHT = 360;
    /** Share of a thing that must be seen for its box to count. */
    private static final double LEAST_VISIBLE = 1.0 / 3;

    private FrameRenderer() {}

    /** @param quality of the JPEG, 0 to 1 */
    public static Sample render(Scene scene, int frame, double quality) {
        byte[] jpeg = Picture.jpeg(ScenePicture.of(scene, frame, WIDTH, HEIGHT), quality);
        List<Box> boxes = new ArrayList<>();
        for (TrueObject object : scene.objects(frame)) {
            if (!Labels.knows(object.label())) continue;
            boxes.add(new Box(
                    Labels.of(object.label()),
                    object.x() * WIDTH,
                    object.y() * HEIGHT,
                    (object.x() + object.w()) * WIDTH,
                    (object.y() + object.h()) * HEIGHT,
                    object.visible() >= LEAST_VISIBLE));
        }
        return new Sample(scene.name().startsWith("night"), jpeg, boxes);
    }
}
