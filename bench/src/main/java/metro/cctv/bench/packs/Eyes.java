package metro.cctv.bench.packs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import metro.cctv.analytics.detection.DetectedObject;
import metro.cctv.analytics.detection.ObjectDetector;
import metro.cctv.analytics.detection.ObjectDetector.Detections;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.simulator.scene.Scene;
import metro.cctv.simulator.scene.ScenePicture;
import metro.cctv.simulator.scene.TrueObject;

/** What is seen in a frame: by a network from the picture, or, to judge the rules alone, by the truth itself. */
interface Eyes extends AutoCloseable {
    /** As large as the line's frames. */
    int WIDTH = 640;

    int HEIGHT = 360;

    Detections see(Scene scene, int frame);

    @Override
    void close();

    static Eyes network(ObjectDetector detector) {
        return new Eyes() {
            @Override
            public Detections see(Scene scene, int frame) {
                return detector.detect(jpeg(scene, frame));
            }

            @Override
            public void close() {
                detector.close();
            }
        };
    }

    /** Every box of which at least a third can be seen. */
    static Eyes perfect() {
        return new Eyes() {
            @Override
            public Detections see(Scene scene, int frame) {
                List<DetectedObject> objects = scene.objects(frame).stream()
                        .filter(Eyes::isSeen)
                        .map(Eyes::known)
                        .toList();
                return new Detections(WIDTH, HEIGHT, objects);
            }

            @Override
            public void close() {}
        };
    }

    static boolean isSeen(TrueObject o) {
        return o.visible() >= 1.0 / 3;
    }

    /** As a detector would tell it, in pixels of the line's frames. */
    static DetectedObject known(TrueObject o) {
        return new DetectedObject(
                ObjectClass.valueOf(o.label().toUpperCase(java.util.Locale.ROOT)),
                0.95,
                o.x() * WIDTH,
                o.y() * HEIGHT,
                (o.x() + o.w()) * WIDTH,
                (o.y() + o.h()) * HEIGHT);
    }

    static byte[] jpeg(Scene scene, int frame) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream(64 * 1024);
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(0.75f);
            writer.setOutput(output);
            writer.write(null, new IIOImage(ScenePicture.of(scene, frame, WIDTH, HEIGHT), null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
