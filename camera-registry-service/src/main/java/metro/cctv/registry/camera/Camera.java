package metro.cctv.registry.camera;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.Mounting;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.Zone;
import org.jspecify.annotations.Nullable;

/**
 * A camera as it stands in the table.
 *
 * @param cameraId its code, for good
 * @param version grows by one with every change
 */
public record Camera(
        String cameraId,
        Facts facts,
        Picture picture,
        Login login,
        Lifecycle lifecycle,
        long version,
        Instant changedAt) {

    public Camera {
        Require.cameraId(cameraId);
    }

    public String name() {
        return facts.name();
    }

    public String districtCode() {
        return facts.districtCode();
    }

    public Place place() {
        return facts.place();
    }

    public CameraState state() {
        return lifecycle.state();
    }

    public List<Zone> zones() {
        return picture.zones();
    }

    public Camera with(Facts known) {
        return new Camera(cameraId, known, picture, login, lifecycle, version, changedAt);
    }

    public Camera with(Login told) {
        return new Camera(cameraId, facts, picture, told, lifecycle, version, changedAt);
    }

    public Camera with(Picture drawn) {
        return new Camera(cameraId, facts, drawn, login, lifecycle, version, changedAt);
    }

    public Camera withZones(List<Zone> drawn) {
        return with(new Picture(drawn, picture.masks()));
    }

    /** Only through {@link CameraChanges}: a step of life has conditions. */
    Camera with(Lifecycle step) {
        return new Camera(cameraId, facts, picture, login, step, version, changedAt);
    }

    Camera next(Instant now) {
        return new Camera(cameraId, facts, picture, login, lifecycle, version + 1, now);
    }

    /** The same version is always the same event. */
    public CameraConfigured configured() {
        Optics optics = facts.optics();
        return new CameraConfigured(
                UUID.nameUUIDFromBytes((cameraId + "/" + version).getBytes(StandardCharsets.UTF_8)),
                cameraId,
                facts.name(),
                facts.districtCode(),
                facts.purpose().value(),
                facts.agencies().managing(),
                facts.place().lon(),
                facts.place().lat(),
                optics.headingDeg(),
                optics.fieldOfViewDeg(),
                address(facts.streams().main()),
                address(facts.streams().sub()),
                optics.ptz(),
                login.known(),
                state(),
                picture.zones(),
                picture.masks(),
                new Mounting(
                        facts.place().heightM(),
                        optics.rangeM(),
                        facts.mobility().moves()),
                version,
                changedAt);
    }

    private static @Nullable StreamAddress address(@Nullable Stream stream) {
        return stream == null ? null : stream.address();
    }
}
