package metro.cctv.simulator.truth;

import java.io.OutputStream;
import java.util.List;
import metro.cctv.simulator.camera.CameraDescription;
import metro.cctv.simulator.camera.LiveCamera;
import metro.cctv.simulator.head.PtzHead;
import metro.cctv.simulator.scene.Scene;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * All cameras with what a registry needs, named as in its own API. User name and password are not part of it: whoever
 * started the simulator chose them.
 */
public final class CamerasJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private CamerasJson() {}

    /**
     * @param rtspBase {@code rtsp://host:port}
     * @param httpBase {@code http://host:port}
     */
    public static void write(
            List<LiveCamera> cameras, String rtspBase, String httpBase, boolean hasCredentials, OutputStream out) {
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("items");
            for (LiveCamera camera : cameras) write(json, camera, rtspBase, httpBase, hasCredentials);
            json.writeEndArray();
            json.writeNullProperty("next");
            json.writeEndObject();
        }
    }

    private static void write(
            JsonGenerator json, LiveCamera camera, String rtspBase, String httpBase, boolean hasCredentials) {
        CameraDescription description = camera.description();
        json.writeStartObject();
        json.writeStringProperty("cameraId", description.cameraId());
        json.writeStringProperty("name", description.name());
        json.writeStringProperty("districtCode", description.districtCode());
        json.writeStringProperty("districtName", description.districtName());
        json.writeStringProperty("purpose", description.purpose());
        json.writeStringProperty("managingAgency", description.managingAgency());
        json.writeNumberProperty("lon", description.lon());
        json.writeNumberProperty("lat", description.lat());
        if (description.headingDeg() == null) json.writeNullProperty("headingDeg");
        else json.writeNumberProperty("headingDeg", description.headingDeg());
        json.writeNumberProperty("fieldOfViewDeg", description.fieldOfViewDeg());
        writeStream(json, "mainStream", rtspBase + "/" + camera.id() + "/main");
        writeStream(json, "subStream", rtspBase + "/" + camera.id() + "/sub");
        json.writeBooleanProperty("ptz", description.ptz());
        if (camera.head() != null) writeRange(json);
        json.writeBooleanProperty("hasCredentials", hasCredentials);
        Scene scene = camera.scene();
        TruthJson.writeZones(json, scene == null ? List.of() : scene.zones());
        json.writeStringProperty("scene", camera.source().name());
        json.writeBooleanProperty("live", camera.loops() != null);
        json.writeStringProperty("onvif", httpBase + "/onvif/" + camera.id() + "/device_service");
        json.writeStringProperty("snapshot", httpBase + "/snapshot/" + camera.id() + ".jpg");
        if (scene != null) json.writeStringProperty("truth", httpBase + "/truth/" + camera.id() + ".json");
        json.writeEndObject();
    }

    /** Straight ahead is north here, as for a camera that nobody has surveyed. */
    private static void writeRange(JsonGenerator json) {
        json.writeObjectPropertyStart("ptzRange");
        json.writeNumberProperty("panFromDeg", -PtzHead.PAN_RANGE_DEG);
        json.writeNumberProperty("panToDeg", PtzHead.PAN_RANGE_DEG);
        json.writeNumberProperty("tiltFromDeg", -PtzHead.TILT_RANGE_DEG);
        json.writeNumberProperty("tiltToDeg", PtzHead.TILT_RANGE_DEG);
        json.writeNumberProperty("maxZoom", PtzHead.MAX_ZOOM);
        json.writeEndObject();
    }

    private static void writeStream(JsonGenerator json, String name, String url) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("url", url);
        json.writeStringProperty("transport", "TCP");
        json.writeEndObject();
    }
}
