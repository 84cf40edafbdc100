package metro.cctv.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.Mounting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraDirectoryTest {
    @TempDir
    Path folder;

    private final List<String> heard = new ArrayList<>();

    @Test
    void tellsOfItsOwnActiveCamerasAndRemembersThemOverARestart() {
        try (var directory = directory("DJ-SEO")) {
            directory.listen((id, camera) -> heard.add(id + (camera == null ? " gone" : " v" + camera.version())));
            directory.on(camera(1, "DJ-SEO", CameraState.ACTIVE), "DJ-SEO-001");
            directory.on(camera(3, "DJ-SEO", CameraState.ACTIVE), "DJ-SEO-001");
            directory.on(camera(2, "DJ-SEO", CameraState.ACTIVE), "DJ-SEO-001");
        }
        try (var again = directory("DJ-SEO")) {
            assertThat(again.find("DJ-SEO-001"))
                    .hasValueSatisfying(c -> assertThat(c.version()).isEqualTo(3));
            again.listen((id, camera) -> heard.add("again " + id));
            again.on(camera(4, "DJ-SEO", CameraState.SUSPENDED), "DJ-SEO-001");
            again.on(null, "DJ-SEO-001");
            assertThat(again.list()).isEmpty();
        }
        assertThat(heard).containsExactly("DJ-SEO-001 v1", "DJ-SEO-001 v3", "again DJ-SEO-001", "again DJ-SEO-001");
        try (var third = directory("DJ-SEO")) {
            assertThat(third.list()).isEmpty();
        }
    }

    @Test
    void otherDistrictsAndUnsafeNamesAreNotPulled() {
        try (var directory = directory("DJ-YUS")) {
            directory.on(camera(1, "DJ-SEO", CameraState.ACTIVE), "DJ-SEO-001");
            assertThat(directory.list()).isEmpty();
            assertThatThrownBy(() -> directory.on(camera(1, "../..", CameraState.ACTIVE), "DJ-SEO-001"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private CameraDirectory directory(String district) {
        return new CameraDirectory(new CameraSettings(List.of(district), folder, folder.resolve("key"), "unused"));
    }

    private static CameraConfigured camera(long version, String district, CameraState state) {
        CameraConfigured c = CredentialStoreTest.camera(version);
        return new CameraConfigured(
                UUID.randomUUID(),
                c.cameraId(),
                c.name(),
                district,
                c.purpose(),
                c.managingAgency(),
                c.lon(),
                c.lat(),
                null,
                c.fieldOfViewDeg(),
                c.mainStream(),
                null,
                false,
                true,
                state,
                List.of(),
                List.of(),
                Mounting.UNKNOWN,
                version,
                c.at());
    }
}
