package metro.cctv.registry.camera;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.Mounting;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.Zone;
import org.jspecify.annotations.Nullable;

/**
 * A camera as it stands in the table.
 *
 * @param sealedCredentials see {@link CredentialVault}; null: the camera asks for none
 * @param version grows by one with every change
 */
record Camera(
        String cameraId,
        String name,
        String districtCode,
        CameraPurpose purpose,
        String managingAgency,
        double lon,
        double lat,
        @Nullable Double headingDeg,
        double fieldOfViewDeg,
        StreamAddress mainStream,
        @Nullable StreamAddress subStream,
        boolean ptz,
        byte @Nullable [] sealedCredentials,
        CameraState state,
        List<Zone> zones,
        long version,
        Instant changedAt) {

    Camera {
        zones = List.copyOf(zones);
    }

    Camera withZones(List<Zone> drawn, long nextVersion, Instant now) {
        return new Camera(
                cameraId,
                name,
                districtCode,
                purpose,
                managingAgency,
                lon,
                lat,
                headingDeg,
                fieldOfViewDeg,
                mainStream,
                subStream,
                ptz,
                sealedCredentials,
                state,
                drawn,
                nextVersion,
                now);
    }

    /** Its secrets go with it. */
    Camera retired(long nextVersion, Instant now) {
        return new Camera(
                cameraId,
                name,
                districtCode,
                purpose,
                managingAgency,
                lon,
                lat,
                headingDeg,
                fieldOfViewDeg,
                mainStream,
                subStream,
                ptz,
                null,
                CameraState.RETIRED,
                zones,
                nextVersion,
                now);
    }

    /** The same version is always the same event. */
    CameraConfigured configured() {
        return new CameraConfigured(
                UUID.nameUUIDFromBytes((cameraId + "/" + version).getBytes(StandardCharsets.UTF_8)),
                cameraId,
                name,
                districtCode,
                purpose,
                managingAgency,
                lon,
                lat,
                headingDeg,
                fieldOfViewDeg,
                mainStream,
                subStream,
                ptz,
                sealedCredentials != null,
                state,
                zones,
                List.of(),
                Mounting.UNKNOWN,
                version,
                changedAt);
    }
}
