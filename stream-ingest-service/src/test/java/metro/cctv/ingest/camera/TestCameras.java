package metro.cctv.ingest.camera;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.Mounting;
import metro.cctv.contracts.camera.StreamAddress;
import org.jspecify.annotations.Nullable;

/** Cameras as the registry tells of them. */
public final class TestCameras {
    private TestCameras() {}

    /** Active, of DJ-SEO, with one stream inside its connection and no log-in. */
    public static CameraConfigured camera(String cameraId, String url) {
        return camera(cameraId, url, false, 1);
    }

    /** The same, of another district. */
    public static CameraConfigured camera(String cameraId, String district, String url) {
        return camera(cameraId, district, url, false, 1);
    }

    static CameraConfigured camera(String cameraId, String url, boolean needsCredentials, long version) {
        return camera(cameraId, "DJ-SEO", url, needsCredentials, version);
    }

    private static CameraConfigured camera(
            String cameraId, String district, String url, boolean needsCredentials, long version) {
        return new CameraConfigured(
                UUID.randomUUID(),
                cameraId,
                "Test",
                district,
                CameraPurpose.CRIME_PREVENTION,
                "city",
                127.38,
                36.35,
                null,
                90,
                new StreamAddress(url, StreamAddress.Transport.TCP),
                null,
                false,
                needsCredentials,
                CameraState.ACTIVE,
                List.of(),
                List.of(),
                Mounting.UNKNOWN,
                version,
                Instant.now());
    }

    /** The registry's word on one camera comes. @param camera null: a tombstone */
    public static void tell(CameraDirectory directory, String cameraId, @Nullable CameraConfigured camera) {
        directory.on(camera, cameraId);
    }
}
