package metro.cctv.simulator.head;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import metro.cctv.simulator.camera.LiveCamera;
import metro.cctv.simulator.rtsp.Detour;
import metro.cctv.simulator.scene.Framing;
import metro.cctv.simulator.scene.Scene;
import metro.cctv.simulator.scene.ScenePicture;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.H264Encoder;
import metro.cctv.simulator.video.StreamShape;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live pictures of one stream of a camera that turns. While the head looks straight ahead the loop is served as ever, for
 * nothing; away from there each frame that somebody looks at is drawn and encoded a tenth of a second ahead. Back to the loop
 * goes it at one of its key frames. Key frames lie where the loop has them, so that a new viewer's first frame is one.
 */
public final class SteeredPictures implements Detour {
    private static final Logger log = LoggerFactory.getLogger(SteeredPictures.class);
    /** The loop's own key frames are asked for one by one. */
    private static final int NO_KEY_FRAME_BY_ITSELF = 1_000_000;

    private static final Showing LOOP = new Showing.TheLoop();

    private final LiveCamera camera;
    private final PtzHead head;
    private final Scene scene;
    private final EncodedLoop loop;
    private final Executor painter;
    private final AtomicBoolean painting = new AtomicBoolean();
    private final ConcurrentLinkedQueue<Shot> ready = new ConcurrentLinkedQueue<>();
    // Event loop only.
    private boolean live;
    private long keyFramesUntil;
    // Painter only.
    private @Nullable H264Encoder encoder;
    private volatile @Nullable ByteBuffer sps;
    private volatile @Nullable ByteBuffer pps;

    private SteeredPictures(LiveCamera camera, PtzHead head, Scene scene, EncodedLoop loop, Executor painter) {
        this.camera = camera;
        this.head = head;
        this.scene = scene;
        this.loop = loop;
        this.painter = painter;
    }

    /** Null where the picture cannot move: no head, or a video file. */
    public static @Nullable SteeredPictures of(LiveCamera camera, EncodedLoop loop, Executor painter) {
        PtzHead head = camera.head();
        Scene scene = camera.scene();
        return head == null || scene == null ? null : new SteeredPictures(camera, head, scene, loop, painter);
    }

    /** What the lens shows at this moment. */
    public static Framing framing(PtzHead head, Instant at) {
        PtzHead.Position p = head.position(at);
        return Framing.of(
                p.pan() * PtzHead.PAN_RANGE_DEG,
                p.tilt() * PtzHead.TILT_RANGE_DEG,
                1 + p.zoom() * (PtzHead.MAX_ZOOM - 1));
    }

    @Override
    public Showing showing(long frame) {
        boolean ahead = head.isAtFront(at(frame)) && head.isAtFront(at(frame + 1));
        if (ahead && (!live || loop.frame(frame).keyFrame())) {
            live = false;
            ready.clear();
            return LOOP;
        }
        List<Shot> shots = new ArrayList<>();
        for (Shot shot = ready.peek(); shot != null && shot.frame() <= frame; shot = ready.peek()) {
            ready.remove();
            // The rest of an earlier time away.
            if (!live && !shot.unit().keyFrame()) continue;
            live = true;
            shots.add(shot);
        }
        order(frame + 1);
        ByteBuffer s = sps;
        ByteBuffer p = pps;
        return live && s != null && p != null ? new Showing.Live(shots, s, p) : LOOP;
    }

    /** One at a time: a slow machine shows fewer pictures, not later ones. */
    private void order(long frame) {
        if (!painting.compareAndSet(false, true)) return;
        boolean key = !live && ready.isEmpty() || frame >= keyFramesUntil;
        if (key) keyFramesUntil = loop.nextKeyFrame(frame + 1);
        painter.execute(() -> {
            try {
                paint(frame, key);
            } catch (RuntimeException e) {
                log.error("{}: a picture could not be drawn", camera.id(), e);
            } finally {
                painting.set(false);
            }
        });
    }

    private void paint(long frame, boolean key) {
        H264Encoder to = encoder;
        if (to == null) {
            int bitsPerSecond = (int) Math.max(loop.bitsPerSecond(), 200_000);
            to = new H264Encoder(
                    new StreamShape(loop.width(), loop.height(), bitsPerSecond, NO_KEY_FRAME_BY_ITSELF), loop.rate());
            encoder = to;
        }
        BufferedImage picture = ScenePicture.of(
                scene, (int) (frame % scene.frames()), loop.width(), loop.height(), framing(head, at(frame)));
        Shot shot = new Shot(frame, to.encodeLive(picture, key));
        sps = to.sps();
        pps = to.pps();
        ready.add(shot);
    }

    private Instant at(long frame) {
        return camera.showTime().at(loop.rate(), frame);
    }
}
