package metro.cctv.simulator.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.simulator.scene.SceneCatalog;
import org.junit.jupiter.api.Test;

class CameraCatalogueTest {
    @Test
    void eightCamerasInTwoDistrictsEachWithItsScene() throws IOException {
        List<CameraDescription> cameras = CameraCatalogue.cameras();
        assertThat(cameras).hasSizeGreaterThanOrEqualTo(8);
        assertThat(cameras).extracting(CameraDescription::cameraId).doesNotHaveDuplicates();
        Set<String> districts = new HashSet<>();
        for (CameraDescription camera : cameras) {
            districts.add(camera.districtCode());
            assertThat(camera.cameraId()).startsWith(camera.districtCode());
            assertThat(camera.lon()).isBetween(127.30, 127.42);
            assertThat(camera.lat()).isBetween(36.32, 36.40);
            assertThat(camera.headingDeg() == null)
                    .as(camera.cameraId() + " turns")
                    .isEqualTo(camera.ptz());
            assertThat(SceneCatalog.named(camera.scene())).as(camera.scene()).isPresent();
            assertThat(CameraPurpose.valueOf(camera.purpose())).isNotNull();
        }
        assertThat(districts).containsExactlyInAnyOrder("DJ-YUS", "DJ-SEO");
    }
}
