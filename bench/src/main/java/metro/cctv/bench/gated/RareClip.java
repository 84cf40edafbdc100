package metro.cctv.bench.gated;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import metro.cctv.simulator.scene.PackClip;
import metro.cctv.simulator.scene.ScenePicture;
import metro.cctv.simulator.video.AccessUnit;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.FrameRate;
import metro.cctv.simulator.video.H264Encoder;
import metro.cctv.simulator.video.StreamShape;

/**
 * A clip of a scene pack, then a long time in which nothing moves, for ever. The stillness is ten seconds of the empty scene (grain and
 * all) over and over; encoded once.
 *
 * @param times those of the loop's pictures
 */
record RareClip(PackClip clip, EncodedLoop loop, ClipTimes times) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int BITS_PER_SECOND = 350_000;
    private static final int STILL_S = 10;
    /** Of the scene's 3000 s: everybody has long left. */
    private static final int EMPTY_FROM_S = 2_900;

    /** @param everySeconds length of the loop */
    static RareClip of(PackClip clip, int fps, int everySeconds) {
        var times = new ClipTimes(clip.scene().fps(), fps, clip.frames(), everySeconds);
        int clipPictures = times.clipPictures();
        int emptyFrom = (int) Math.round(EMPTY_FROM_S * clip.scene().fps());
        if (clip.scene().objects(emptyFrom).stream()
                .anyMatch(o ->
                        clip.zone().contains(o.footX(), o.footY()) && o.label().equals("person")))
            throw new IllegalArgumentException(clip.name() + " never gets empty");
        var rate = FrameRate.of(fps);
        try (var encoder = new H264Encoder(new StreamShape(WIDTH, HEIGHT, BITS_PER_SECOND, times.keyEvery()), rate)) {
            for (int i = 0; i < clipPictures; i++)
                encoder.encode(ScenePicture.of(clip.scene(), times.sceneFrame(i), WIDTH, HEIGHT));
            for (int i = 0; i < STILL_S * fps; i++)
                encoder.encode(ScenePicture.of(clip.scene(), emptyFrom + times.sceneFrame(i), WIDTH, HEIGHT));
            EncodedLoop once = encoder.finish();
            List<AccessUnit> units = new ArrayList<>(once.frames());
            List<AccessUnit> still = once.frames().subList(clipPictures, units.size());
            while (units.size() < times.loopPictures()) units.addAll(still);
            return new RareClip(clip, with(once, units.subList(0, times.loopPictures())), times);
        }
    }

    /** Pictures of the loop in which something may move. */
    int clipPictures() {
        return times.clipPictures();
    }

    double loopSeconds() {
        return loop.frames().size() / loop.rate().perSecond();
    }

    /** The picture in which an alert is due; -1: never. */
    int alarmPicture() {
        if (clip.events().isEmpty()) return -1;
        return times.pictureOf(clip.events().getFirst().alarmFrame());
    }

    /** Begins later, at a key frame. @param share of the loop, 0 to 1 */
    int offset(double share) {
        return (int) loop.keyFrameAtOrBefore((long) (share * (loop.frames().size() - 1)));
    }

    EncodedLoop beginningAt(int picture) {
        List<AccessUnit> turned = new ArrayList<>(loop.frames());
        Collections.rotate(turned, -picture);
        return with(loop, turned);
    }

    private static EncodedLoop with(EncodedLoop loop, List<AccessUnit> units) {
        return new EncodedLoop(loop.width(), loop.height(), loop.rate(), loop.sps(), loop.pps(), units);
    }
}
