package metro.cctv.ingest.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import metro.cctv.contracts.recording.RecordingKey;
import metro.cctv.contracts.recording.SealedSegment;

/** Retention's side of the recording keys: one pair for every day. */
public final class TestKeys implements RecordingKeyring.Source {
    private final KeyPair pair;
    private volatile boolean away;

    public TestKeys() {
        try {
            pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public void away(boolean now) {
        away = now;
    }

    public String publicKey() {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    @Override
    public List<RecordingKey> keysOf(String districtCode) {
        if (away) throw new IllegalStateException("retention is away");
        List<RecordingKey> keys = new ArrayList<>();
        LocalDate today = Instant.now().atZone(ZoneOffset.UTC).toLocalDate();
        for (int day = -1; day < 14; day++) keys.add(new RecordingKey(districtCode, today.plusDays(day), publicKey()));
        return keys;
    }

    /** The MP4 in a sealed recording. */
    public byte[] open(Path file) throws IOException {
        var out = new ByteArrayOutputStream();
        try (FileChannel channel = FileChannel.open(file)) {
            SealedSegment sealed = SealedSegment.read(channel);
            SealedSegment.Opened opened = sealed.open(pair.getPrivate());
            for (int chunk = 0; chunk < sealed.chunks(); chunk++) out.writeBytes(opened.chunk(chunk));
        }
        return out.toByteArray();
    }

    /** As a file of its own, for a decoder. */
    public Path openedCopy(Path file, Path folder) throws IOException {
        return Files.write(Files.createTempFile(folder, "opened", ".mp4"), open(file));
    }
}
