package metro.cctv.contracts.segment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.contracts.Require;
import org.jspecify.annotations.Nullable;

/**
 * A recording segment is complete on disk (fsync done before this is said). One self-contained fragmented MP4
 * ({@code ftyp moov (moof mdat)+}, video only, starting with a key frame), sealed as {@link
 * metro.cctv.contracts.recording.SegmentFormat} says. Key = {@code cameraId}.
 *
 * @param segmentId consumers de-duplicate on it
 * @param objectKey path below the recordings' root, "/"-separated, e.g. {@code DJ-SEO/DJ-SEO-001/2026-11-21/153000.000.mp4}
 * @param startedAt our clock at the first picture, UTC
 * @param endedAt our clock at the end of the last picture, UTC
 * @param bytes of the file
 * @param mediaBytes of the MP4 in it; 0, from before recordings were sealed: the file itself is the MP4
 * @param sha256 of the whole file, as it lies on disk
 * @param initBytes length of {@code ftyp moov} at the start of the MP4
 * @param codecs RFC 6381, e.g. {@code avc1.42c01f}
 * @param keyId the camera-day key it is sealed with, e.g. {@code DJ-SEO/2026-11-22/DJ-SEO-001}; null: not sealed
 * @param gapsBefore missing time between the previous segment and this one, each with its cause
 */
public record SegmentClosed(
        UUID segmentId,
        String cameraId,
        String districtCode,
        String objectKey,
        Instant startedAt,
        Instant endedAt,
        long bytes,
        long mediaBytes,
        String sha256,
        int initBytes,
        String codecs,
        int width,
        int height,
        @Nullable String keyId,
        List<Gap> gapsBefore) {

    /** @param cause e.g. CAMERA, NETWORK, RECORDER, STORAGE, POLICY */
    public record Gap(Instant from, Instant to, GapCause cause, String detail) {}

    public enum GapCause {
        CAMERA,
        NETWORK,
        RECORDER,
        STORAGE,
        POLICY
    }

    public SegmentClosed {
        Require.cameraId(cameraId);
        Require.sha256("sha256", sha256);
        Require.text("objectKey", objectKey, 300);
        if (objectKey.startsWith("/") || objectKey.contains("..") || objectKey.contains("\\"))
            throw new IllegalArgumentException("objectKey: a relative path without \"..\"");
        if (endedAt.isBefore(startedAt)) throw new IllegalArgumentException("endedAt: before startedAt");
        if (mediaBytes == 0) mediaBytes = bytes;
        gapsBefore = List.copyOf(gapsBefore);
    }
}
