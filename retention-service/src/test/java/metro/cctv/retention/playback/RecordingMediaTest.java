package metro.cctv.retention.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.UUID;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.retention.segment.RecordingFiles;
import metro.cctv.retention.segment.Segment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a recording that was found and cannot be opened. */
class RecordingMediaTest {
    private static final Segment SEGMENT = new Segment(
            UUID.randomUUID(),
            "CAM-1",
            "DJ-SEO",
            "DJ-SEO/CAM-1/2026-11-21/120000.000.mp4",
            Instant.EPOCH,
            Instant.EPOCH,
            100,
            100,
            10,
            "DJ-SEO/2026-11-21/CAM-1",
            false);

    @TempDir
    Path folder;

    @Test
    void aStoreThatIsAwayIsNotAMissingRecording() throws Exception {
        assertThat(refusalOf(() -> {
                    throw new IOException("the bucket does not read: SdkClientException");
                }))
                .isEqualTo(ProblemType.UNAVAILABLE);
    }

    @Test
    void oneThatIsGoneOrWasChangedIsNotThere() throws Exception {
        assertThat(refusalOf(() -> {
                    throw new NoSuchFileException(SEGMENT.objectKey());
                }))
                .isEqualTo(ProblemType.NOT_FOUND);
        Path changed = Files.write(folder.resolve("changed"), new byte[100]);
        assertThat(refusalOf(() -> FileChannel.open(changed))).isEqualTo(ProblemType.NOT_FOUND);
    }

    private static ProblemType refusalOf(RecordingFiles.Whole file) throws Exception {
        PrivateKey key =
                KeyPairGenerator.getInstance("X25519").generateKeyPair().getPrivate();
        return catchThrowableOfType(ProblemException.class, () -> RecordingMedia.opened(SEGMENT, file, key))
                .type();
    }
}
