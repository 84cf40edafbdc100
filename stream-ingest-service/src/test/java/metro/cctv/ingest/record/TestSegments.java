package metro.cctv.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.media.VideoFormat;

/** Pictures to record, and what an announcement promises. */
public final class TestSegments {
    public static final VideoFormat HD = format("67640028acd940780227e5c05a808080a0000003002000000781e30632c0");
    public static final VideoFormat SMALL = format("674d400ceca0b04b60220000030002000003003c1e28532c");
    private static final long START_MICROS = 1_795_000_000_000_000L;

    private TestSegments() {}

    /** The file is there, as long as it was said to be, and nothing in it was changed. */
    public static void assertWhole(Path root, SegmentClosed segment) throws IOException {
        Path file = root.resolve(segment.objectKey());
        assertThat(file).hasSize(segment.bytes());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            assertThat(HexFormat.of().formatHex(digest)).isEqualTo(segment.sha256());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ten a second, a key frame each second. */
    static AccessUnit unit(int frame, int bytes) {
        return unit(frame, bytes, HD);
    }

    static AccessUnit unit(int frame, int bytes, VideoFormat format) {
        long wall = START_MICROS + frame * 100_000L;
        return new AccessUnit(new byte[bytes], bytes, frame % 10 == 0, frame * 9000L, 0, wall, wall, format);
    }

    private static VideoFormat format(String sps) {
        return VideoFormat.of(HexFormat.of().parseHex(sps), List.of(new byte[] {0x68, (byte) 0xCE}))
                .orElseThrow();
    }
}
