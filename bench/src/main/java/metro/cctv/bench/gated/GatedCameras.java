package metro.cctv.bench.gated;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metro.cctv.bench.Commands;
import metro.cctv.bench.packs.PackZone;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.simulator.scene.PackClip;
import metro.cctv.simulator.scene.ScenePacks;
import org.jspecify.annotations.Nullable;

/**
 * {@code CAMERAS EVERY_SECONDS FPS CLIP…}: so many RTSP cameras that show one of the clips (BEHAVIOUR:SEED, or BEHAVIOUR:near:SEED for a near
 * miss) each time that many seconds have passed, each camera at another moment, and a still scene in between. Answers one line with all of
 * them and when an alert is due; any line from then on is answered with how many are watched. Until standard input ends.
 */
final class GatedCameras {
    private GatedCameras() {}

    /**
     * @param url of the only stream
     * @param firstAlarmMs milliseconds since the epoch; null: nothing is ever to be told
     * @param movingShare of the time in which something may move
     */
    record Gated(
            String cameraId,
            String url,
            String clip,
            String behaviour,
            Zone zone,
            @Nullable Long firstAlarmMs,
            long everyMs,
            double movingShare) {}

    private record Turned(String cameraId, RareClip clip, int offset) {}

    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[0]);
        List<RareClip> clips = new ArrayList<>();
        for (String name : List.of(args).subList(3, args.length))
            clips.add(RareClip.of(clip(name), Integer.parseInt(args[2]), Integer.parseInt(args[1])));
        var builder = SimulatedCameras.builder();
        List<Turned> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RareClip clip = clips.get(i % clips.size());
            var camera = new Turned("DJ-SEO-G%04d".formatted(i + 1), clip, clip.offset((double) i / count));
            builder.stream(camera.cameraId, "main", clip.beginningAt(camera.offset));
            all.add(camera);
        }
        try (SimulatedCameras cameras = builder.start()) {
            Commands.say(Map.of(
                    "cameras", all.stream().map(one -> gated(one, cameras)).toList()));
            Commands.answer(words -> Map.of("viewers", cameras.viewers()));
        }
    }

    private static PackClip clip(String name) {
        String[] words = name.split(":");
        boolean near = words[1].equals("near");
        return ScenePacks.clip(words[0], !near, Long.parseLong(words[words.length - 1]));
    }

    private static Gated gated(Turned camera, SimulatedCameras cameras) {
        RareClip clip = camera.clip;
        long everyMs = Math.round(clip.loopSeconds() * 1000);
        int size = clip.loop().frames().size();
        Long first = null;
        if (clip.alarmPicture() >= 0) {
            int until = Math.floorMod(clip.alarmPicture() - camera.offset, size);
            first = cameras.startedAt().toEpochMilli()
                    + Math.round(until * 1000 / clip.loop().rate().perSecond());
        }
        return new Gated(
                camera.cameraId,
                cameras.url(camera.cameraId, "main"),
                clip.clip().name(),
                clip.clip().behaviour(),
                PackZone.of(clip.clip()),
                first,
                everyMs,
                (double) clip.clipPictures() / size);
    }
}
