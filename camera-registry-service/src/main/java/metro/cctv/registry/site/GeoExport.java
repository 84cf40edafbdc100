package metro.cctv.registry.site;

import java.io.OutputStream;
import java.util.List;
import metro.cctv.chassis.door.Caller;
import metro.cctv.registry.camera.Camera;
import metro.cctv.registry.camera.CameraRightsRule;
import metro.cctv.registry.camera.Cameras;
import metro.cctv.registry.camera.Facts;
import metro.cctv.registry.camera.LawFacts;
import metro.cctv.registry.camera.SecurityFacts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** All that is known of each camera, as GeoJSON; never a log-in. What is unknown is left out. */
@Component
class GeoExport {
    private static final int BATCH = 1_000;

    private final Cameras cameras;
    private final JsonMapper json;

    GeoExport(Cameras cameras, JsonMapper json) {
        this.cameras = cameras;
        this.json = json;
    }

    /** @param scope districts; null: all */
    void write(@Nullable List<String> scope, Caller caller, OutputStream to) {
        try (JsonGenerator out = json.createGenerator(to)) {
            out.writeStartObject();
            out.writeStringProperty("type", "FeatureCollection");
            out.writeArrayPropertyStart("features");
            List<Camera> batch = cameras.page(scope, "", BATCH);
            while (!batch.isEmpty()) {
                for (Camera camera : batch) feature(camera, caller, out);
                out.writeRaw('\n');
                batch = batch.size() < BATCH
                        ? List.of()
                        : cameras.page(scope, batch.getLast().cameraId(), BATCH);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    private static void feature(Camera camera, Caller caller, JsonGenerator out) {
        Facts facts = camera.facts();
        out.writeStartObject();
        out.writeStringProperty("type", "Feature");
        out.writeStringProperty("id", camera.cameraId());
        out.writeObjectPropertyStart("geometry");
        out.writeStringProperty("type", "Point");
        out.writeArrayPropertyStart("coordinates");
        out.writeNumber(facts.place().lon());
        out.writeNumber(facts.place().lat());
        out.writeEndArray();
        out.writeEndObject();
        out.writeObjectPropertyStart("properties");
        out.writeStringProperty("cameraId", camera.cameraId());
        out.writeStringProperty("state", camera.state().name());
        who(facts, out);
        how(facts, out);
        if (!facts.law().equals(LawFacts.UNKNOWN)) out.writePOJOProperty("law", facts.law());
        if (CameraRightsRule.maySeeSecurity(caller.role(), caller.districts(), facts.districtCode())
                && !facts.security().equals(SecurityFacts.UNKNOWN)) out.writePOJOProperty("security", facts.security());
        if (!camera.picture().zones().isEmpty())
            out.writePOJOProperty("zones", camera.picture().zones());
        if (!camera.picture().masks().isEmpty())
            out.writePOJOProperty("masks", camera.picture().masks());
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void who(Facts facts, JsonGenerator out) {
        out.writeStringProperty("name", facts.name());
        out.writeStringProperty("districtCode", facts.districtCode());
        out.writeStringProperty("purpose", facts.purpose().value().name());
        optional("purposeSubtype", facts.purpose().subtype(), out);
        out.writeStringProperty("ownerAgency", facts.agencies().owner());
        out.writeStringProperty("managingAgency", facts.agencies().managing());
        optional("siteId", facts.siteId(), out);
        if (facts.mobility().moves()) {
            out.writeStringProperty("mobility", facts.mobility().kind().name());
            optional("recordingNotice", facts.mobility().recordingNotice(), out);
        }
    }

    private static void how(Facts facts, JsonGenerator out) {
        optional("heightM", facts.place().heightM(), out);
        optional("headingDeg", facts.optics().headingDeg(), out);
        optional("tiltDeg", facts.optics().tiltDeg(), out);
        out.writeNumberProperty("fieldOfViewDeg", facts.optics().fieldOfViewDeg());
        optional("rangeM", facts.optics().rangeM(), out);
        if (facts.optics().ptz()) out.writeBooleanProperty("ptz", true);
        optional("ptzRange", facts.optics().ptzRange(), out);
        optional("mainStream", facts.streams().main(), out);
        optional("subStream", facts.streams().sub(), out);
        optional("onvifAddress", facts.streams().onvifAddress(), out);
    }

    private static void optional(String name, @Nullable Object value, JsonGenerator out) {
        if (value != null) out.writePOJOProperty(name, value);
    }
}
