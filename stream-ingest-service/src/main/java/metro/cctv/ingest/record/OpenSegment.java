package metro.cctv.ingest.record;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.contracts.segment.SegmentClosed.Gap;
import metro.cctv.ingest.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/** What is known of a segment when it begins. It lies beside the unfinished file, so that a crash loses none of it. */
record OpenSegment(
        UUID segmentId,
        String cameraId,
        String districtCode,
        String objectKey,
        Instant startedAt,
        int initBytes,
        String codecs,
        int width,
        int height,
        @Nullable String keyId,
        List<Gap> gapsBefore) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HHmmss.SSS").withZone(ZoneOffset.UTC);

    static OpenSegment begin(
            String cameraId,
            String districtCode,
            Instant startedAt,
            int initBytes,
            VideoFormat format,
            String keyId,
            List<Gap> gaps) {
        UUID id = UUID.randomUUID();
        return new OpenSegment(
                id,
                cameraId,
                districtCode,
                districtCode + "/" + cameraId + "/" + DAY.format(startedAt) + "/" + TIME.format(startedAt) + ".mp4",
                startedAt,
                initBytes,
                format.codecs(),
                format.width(),
                format.height(),
                keyId,
                gaps);
    }

    /** When our clock was set back, the name may be taken already: nothing is ever overwritten. */
    OpenSegment withUniqueKey() {
        String key = objectKey.replace(".mp4", "-" + segmentId.toString().substring(0, 8) + ".mp4");
        return new OpenSegment(
                segmentId, cameraId, districtCode, key, startedAt, initBytes, codecs, width, height, keyId, gapsBefore);
    }

    Path fileBelow(Path root) {
        return root.resolve(objectKey);
    }

    SegmentClosed closed(Instant endedAt, long bytes, long mediaBytes, String sha256) {
        return new SegmentClosed(
                segmentId,
                cameraId,
                districtCode,
                objectKey,
                startedAt,
                endedAt.isBefore(startedAt) ? startedAt : endedAt,
                bytes,
                mediaBytes,
                sha256,
                initBytes,
                codecs,
                width,
                height,
                keyId,
                gapsBefore);
    }
}
