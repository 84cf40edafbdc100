package metro.cctv.contracts.recording;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedSegmentTest {
    private static final int[] CHUNKS = {700, 1, 100_000, SegmentFormat.MAX_CHUNK};

    @TempDir
    Path folder;

    private KeyPair pair;
    private CameraDayKey key;
    private byte[] plain;

    @BeforeEach
    void keys() throws Exception {
        pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        var recipient = new RecordingKey(
                "DJ-SEO",
                LocalDate.of(2026, 11, 22),
                Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        key = CameraDayKey.create(recipient, "DJ-SEO-001");
        plain = new byte[700 + 1 + 100_000 + SegmentFormat.MAX_CHUNK];
        new Random(7).nextBytes(plain);
    }

    @Test
    void opensWithTheDaysKey() throws Exception {
        Path file = write(sealed());
        try (FileChannel in = FileChannel.open(file)) {
            SealedSegment segment = SealedSegment.read(in);
            assertThat(segment.keyId()).isEqualTo("DJ-SEO/2026-11-22/DJ-SEO-001");
            assertThat(segment.plainBytes()).isEqualTo(plain.length);
            assertThat(allOf(segment.open(pair.getPrivate()), segment.chunks())).isEqualTo(plain);
        }
        assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
                .doesNotContain(new String(plain, 0, 16, ISO_8859_1))
                .contains("DJ-SEO-001");
    }

    @Test
    void anotherDaysKeyOpensNothing() throws Exception {
        var other = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        try (FileChannel in = FileChannel.open(write(sealed()))) {
            SealedSegment segment = SealedSegment.read(in);
            assertThatThrownBy(() -> segment.open(other.getPrivate())).isInstanceOf(IOException.class);
        }
    }

    /** A changed bit in a chunk, in its length of the pictures or in the header. */
    @Test
    void anyChangeIsSeen() throws Exception {
        byte[] whole = sealed();
        int header = key.newFile().header().length;
        for (int at : new int[] {20, header - 1, header + 5, header + 30, header + 12 + 700}) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            try (FileChannel in = FileChannel.open(write(changed))) {
                assertThatThrownBy(() -> {
                            SealedSegment segment = SealedSegment.read(in);
                            allOf(segment.open(pair.getPrivate()), segment.chunks());
                        })
                        .as("bit at %d", at)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void aCutOffFileIsWholeUpToItsLastPicture() throws Exception {
        byte[] whole = sealed();
        long afterThird = key.newFile().header().length
                + SegmentSealer.sealedSize(700)
                + SegmentSealer.sealedSize(1)
                + SegmentSealer.sealedSize(100_000);
        for (long cut : new long[] {afterThird, afterThird + 5, afterThird + 500_000, whole.length - 1}) {
            try (FileChannel in = FileChannel.open(write(java.util.Arrays.copyOf(whole, (int) cut)))) {
                assertThat(SegmentScan.of(in)).isEqualTo(new SegmentScan(afterThird, 100_701, 3));
            }
        }
    }

    @Test
    void picturesThatGoOnInALostChunkAreNotWhole() throws Exception {
        byte[] whole = sealed();
        int afterSecond = key.newFile().header().length + SegmentSealer.sealedSize(700) + SegmentSealer.sealedSize(1);
        try (FileChannel in = FileChannel.open(write(java.util.Arrays.copyOf(whole, afterSecond)))) {
            assertThat(SegmentScan.of(in).goodBytes()).isZero();
        }
    }

    @Test
    void anythingElseIsNoRecording() throws Exception {
        try (FileChannel in = FileChannel.open(write(new byte[3]))) {
            assertThatThrownBy(() -> SealedSegment.read(in)).hasMessageContaining("not a sealed recording");
        }
        assertThat(SegmentFormat.isSealed("....ftyp".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isFalse();
    }

    /** Chunks 0 and 1 go on in the next one; 2 and 3 end pictures. */
    private byte[] sealed() {
        SegmentSealer sealer = key.newFile();
        var out = new ByteArrayOutputStream();
        out.writeBytes(sealer.header());
        int from = 0;
        for (int i = 0; i < CHUNKS.length; i++) {
            byte[] chunk = new byte[SegmentSealer.sealedSize(CHUNKS[i])];
            int at = sealer.begin(CHUNKS[i], i < 2 ? 0 : i + 1, chunk, 0);
            int half = CHUNKS[i] / 2;
            at = sealer.add(plain, from, half, chunk, at);
            at = sealer.add(plain, from + half, CHUNKS[i] - half, chunk, at);
            assertThat(sealer.end(chunk, at)).isEqualTo(chunk.length);
            out.writeBytes(chunk);
            from += CHUNKS[i];
        }
        return out.toByteArray();
    }

    private static byte[] allOf(SealedSegment.Opened opened, int chunks) throws IOException {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < chunks; i++) out.writeBytes(opened.chunk(i));
        return out.toByteArray();
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("segment"), bytes);
    }
}
