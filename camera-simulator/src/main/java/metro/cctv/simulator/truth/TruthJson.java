package metro.cctv.simulator.truth;

import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import metro.cctv.simulator.camera.LiveCamera;
import metro.cctv.simulator.scene.Scene;
import metro.cctv.simulator.scene.SceneZone;
import metro.cctv.simulator.scene.TrueEvent;
import metro.cctv.simulator.scene.TrueObject;
import metro.cctv.simulator.video.FrameRate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ground truth of one camera: zones, events, and the boxes of every frame of its loop. Frame {@code n} of the loop is on
 * show from {@code startedAt + (k * frames + n) / fps} for every round {@code k}.
 */
public final class TruthJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private TruthJson() {}

    /** @param withFrames false leaves out the boxes, which are most of it */
    public static void write(LiveCamera camera, Scene scene, boolean withFrames, OutputStream out) {
        FrameRate rate = FrameRate.of((int) Math.round(scene.fps()));
        long onShow = camera.showTime().frame(rate);
        long round = onShow / scene.frames();
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("cameraId", camera.id());
            json.writeStringProperty("scene", scene.name());
            json.writeNumberProperty("fps", scene.fps());
            json.writeNumberProperty("frames", scene.frames());
            json.writeStringProperty("startedAt", camera.showTime().startedAt().toString());
            json.writeObjectPropertyStart("now");
            json.writeStringProperty("at", Instant.now().toString());
            json.writeNumberProperty("round", round);
            json.writeNumberProperty("frame", onShow % scene.frames());
            json.writeStringProperty(
                    "roundStartedAt",
                    camera.showTime().at(rate, round * scene.frames()).toString());
            json.writeEndObject();
            writeZones(json, scene.zones());
            writeEvents(json, scene.events());
            if (withFrames) writeFrames(json, scene);
            json.writeEndObject();
        }
    }

    static void writeZones(JsonGenerator json, List<SceneZone> zones) {
        json.writeArrayPropertyStart("zones");
        for (SceneZone zone : zones) {
            json.writeStartObject();
            json.writeStringProperty("zoneId", zone.zoneId());
            json.writeStringProperty("name", zone.name());
            json.writeStringProperty("kind", zone.kind());
            json.writeArrayPropertyStart("polygon");
            for (double[] vertex : zone.polygon()) {
                json.writeStartObject();
                json.writeNumberProperty("x", vertex[0]);
                json.writeNumberProperty("y", vertex[1]);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNullProperty("dwellSeconds");
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeEvents(JsonGenerator json, List<TrueEvent> events) {
        json.writeArrayPropertyStart("events");
        for (TrueEvent event : events) {
            json.writeStartObject();
            json.writeStringProperty("behaviour", event.behaviour());
            json.writeStringProperty("zoneId", event.zoneId());
            json.writeNumberProperty("objectId", event.objectId());
            json.writeNumberProperty("startFrame", event.startFrame());
            json.writeNumberProperty("alarmFrame", event.alarmFrame());
            json.writeNumberProperty("endFrame", event.endFrame());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** One array per frame. */
    private static void writeFrames(JsonGenerator json, Scene scene) {
        json.writeArrayPropertyStart("objectsByFrame");
        for (int frame = 0; frame < scene.frames(); frame++) {
            json.writeStartArray();
            for (TrueObject object : scene.objects(frame)) {
                json.writeStartObject();
                json.writeNumberProperty("id", object.id());
                json.writeStringProperty("label", object.label().toLowerCase(Locale.ROOT));
                json.writeNumberProperty("x", rounded(object.x()));
                json.writeNumberProperty("y", rounded(object.y()));
                json.writeNumberProperty("w", rounded(object.w()));
                json.writeNumberProperty("h", rounded(object.h()));
                json.writeNumberProperty("visible", rounded(object.visible()));
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    /** A tenth of a pixel at 1000 pixels is enough. */
    private static double rounded(double fraction) {
        return Math.round(fraction * 10_000) / 10_000.0;
    }
}
