package metro.cctv.bench.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import metro.cctv.contracts.recording.SealedSegment;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.simulator.video.AccessUnit;
import metro.cctv.simulator.video.EncodedLoop;

/** Are the pictures in the files the clip's, each one and in its order, over all segments of a camera? */
final class PayloadCheck {
    private static final int MOOF = 0x6D6F6F66;
    private static final int MDAT = 0x6D646174;
    private static final int TRUN_FIXED = 88;

    private final Map<String, Integer> frameOfHash = new HashMap<>();
    private final int frames;
    private final Path root;
    private final PrivateKey key;

    PayloadCheck(EncodedLoop clip, Path root, PrivateKey key) {
        this.frames = clip.frames().size();
        this.root = root;
        this.key = key;
        for (int i = 0; i < frames; i++) frameOfHash.put(hash(clip.frames().get(i)), i);
    }

    /**
     * @param pictures compared
     * @param foreign whose hash is none of the clip's
     * @param outOfOrder that do not follow the one before
     * @param gaps that ingest told
     */
    record Outcome(
            int cameras, int segments, long pictures, long foreign, long outOfOrder, int gaps, int wrongHashes) {}

    Outcome of(List<SegmentClosed> segments) throws IOException {
        Map<String, List<SegmentClosed>> byCamera =
                segments.stream().collect(Collectors.groupingBy(SegmentClosed::cameraId));
        long pictures = 0;
        long foreign = 0;
        long outOfOrder = 0;
        int wrongHashes = 0;
        for (List<SegmentClosed> camera : byCamera.values()) {
            int expected = -1;
            for (SegmentClosed segment : camera.stream()
                    .sorted(Comparator.comparing(SegmentClosed::startedAt))
                    .toList()) {
                Path file = root.resolve(segment.objectKey());
                if (!hashOf(file).equals(segment.sha256())) wrongHashes++;
                for (String sample : samples(open(file))) {
                    pictures++;
                    Integer frame = frameOfHash.get(sample);
                    if (frame == null) foreign++;
                    else if (expected >= 0 && frame != expected) outOfOrder++;
                    expected = frame == null ? -1 : (frame + 1) % frames;
                }
            }
        }
        int gaps = segments.stream().mapToInt(s -> s.gapsBefore().size()).sum();
        return new Outcome(byCamera.size(), segments.size(), pictures, foreign, outOfOrder, gaps, wrongHashes);
    }

    private byte[] open(Path file) throws IOException {
        var out = new ByteArrayOutputStream();
        try (FileChannel channel = FileChannel.open(file)) {
            SealedSegment sealed = SealedSegment.read(channel);
            SealedSegment.Opened opened = sealed.open(key);
            for (int i = 0; i < sealed.chunks(); i++) out.writeBytes(opened.chunk(i));
        }
        return out.toByteArray();
    }

    /** Hashes of the samples' pictures; ingest's moof has one layout (see FragmentedMp4). */
    private static List<String> samples(byte[] mp4) {
        List<String> found = new java.util.ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(mp4);
        int[] sizes = {};
        while (in.remaining() >= 8) {
            int start = in.position();
            int size = in.getInt(start);
            int type = in.getInt(start + 4);
            if (type == MOOF) {
                sizes = new int[in.getInt(start + 80)];
                for (int i = 0; i < sizes.length; i++) sizes[i] = in.getInt(start + TRUN_FIXED + i * 16 + 4);
            } else if (type == MDAT) {
                int at = start + 8;
                for (int sample : sizes) {
                    found.add(hash(mp4, at, sample));
                    at += sample;
                }
            }
            in.position(start + size);
        }
        return found;
    }

    /** Of the NAL units that carry pictures (1 to 5), without their lengths. */
    private static String hash(byte[] mp4, int at, int length) {
        MessageDigest digest = sha256();
        int end = at + length;
        while (at < end) {
            int size = ByteBuffer.wrap(mp4, at, 4).getInt();
            int type = mp4[at + 4] & 0x1F;
            if (type >= 1 && type <= 5) digest.update(mp4, at + 4, size);
            at += 4 + size;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String hash(AccessUnit unit) {
        MessageDigest digest = sha256();
        for (ByteBuffer nal : unit.nalUnits()) digest.update(nal.duplicate());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String hashOf(Path file) throws IOException {
        MessageDigest digest = sha256();
        digest.update(java.nio.file.Files.readAllBytes(file));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
