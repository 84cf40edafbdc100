package metro.cctv.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.segment.SegmentClosed;

/** What every camera server that none of us wrote is held to. */
final class OthersCameras {
    private OthersCameras() {}

    /** The first two segments hold the clip's pictures, each one, with the hash that was told. */
    static void check(RecordedCamera camera, DecodedFile source, Transport transport, String codecs) throws Exception {
        for (SegmentClosed segment : camera.segments(2).subList(0, 2)) {
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256")
                                    .digest(Files.readAllBytes(camera.file(segment)))))
                    .isEqualTo(segment.sha256());
            assertThat(segment.gapsBefore()).isEmpty();
            assertThat(segment.codecs()).startsWith(codecs);
            DecodedFile decoded = camera.decoded(segment);
            assertThat(decoded.errors()).isZero();
            assertThat(decoded.frames()).isGreaterThanOrEqualTo(18);
            assertThat(source.repeats(decoded.pictures()))
                    .as("picture by picture the same")
                    .isTrue();
        }
        assertThat(camera.status().transport()).isEqualTo(transport);
    }

    static boolean works(String... command) throws InterruptedException {
        try {
            Process probe = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(20, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
