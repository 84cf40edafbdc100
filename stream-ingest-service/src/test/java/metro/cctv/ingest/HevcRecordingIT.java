package metro.cctv.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.simulator.video.ByteStreamLoop;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.FrameRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An H.265 camera, IDR and CRA key frames, two slices a picture: its segments show the same pictures as its own clip. */
class HevcRecordingIT {
    private static final String CLIP = "testsrc-320x180.h265";

    @TempDir
    Path folder;

    @Test
    void everyPictureOfASegmentIsThePictureThatTheCameraSent() throws Exception {
        Path clip = Path.of(HevcRecordingIT.class.getResource(CLIP).toURI());
        EncodedLoop loop = ByteStreamLoop.h265(java.nio.file.Files.readAllBytes(clip), 320, 180, FrameRate.of(10));
        DecodedFile source = DecodedFile.of(clip);
        assertThat(source.frames()).isEqualTo(20);
        try (var cameras = SimulatedCameras.builder().stream("CAM-001", "main", loop)
                        .start();
                var camera = new RecordedCamera(
                        folder, new StreamAddress(cameras.url("CAM-001", "main"), Transport.TCP), null)) {
            for (SegmentClosed segment : camera.segments(2).subList(0, 2)) {
                assertThat(segment.codecs()).startsWith("hvc1.1.6.L");
                assertThat(segment.width()).isEqualTo(320);
                assertThat(segment.height()).isEqualTo(180);
                DecodedFile decoded = camera.decoded(segment);
                assertThat(decoded.errors()).isZero();
                assertThat(decoded.frames()).isGreaterThanOrEqualTo(20);
                assertThat(source.repeats(decoded.pictures()))
                        .as("picture by picture the same")
                        .isTrue();
            }
        }
    }
}
