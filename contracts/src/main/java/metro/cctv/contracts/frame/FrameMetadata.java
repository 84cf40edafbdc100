package metro.cctv.contracts.frame;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import metro.cctv.contracts.Require;

/**
 * The headers of one sampled frame; the Kafka value is the JPEG itself, at most {@link #MAX_JPEG_BYTES}. Key = {@code
 * cameraId}, so one camera's frames stay in order.
 *
 * @param capturedAt our clock when the frame's last packet came, UTC, microseconds
 * @param clockOffsetMs camera clock minus ours; 0 while unknown
 * @param gateScore share of the picture that moved, 0 to 1; 0 for the periodic frame of a still scene
 * @param sequence grows by one per frame of this camera and ingest run; a jump is a loss
 */
public record FrameMetadata(
        String cameraId,
        String districtCode,
        Instant capturedAt,
        long clockOffsetMs,
        double gateScore,
        long sequence,
        int width,
        int height) {

    public static final int MAX_JPEG_BYTES = 128 * 1024;

    public FrameMetadata {
        Require.cameraId(cameraId);
        Require.text("districtCode", districtCode, 32);
        Require.within("gateScore", gateScore, 0, 1);
        Require.within("width", width, 16, 8192);
        Require.within("height", height, 16, 8192);
        capturedAt = capturedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** Header names and their values as text (UTF-8). */
    public Map<String, String> toHeaders() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("camera-id", cameraId);
        headers.put("district", districtCode);
        headers.put("captured-at", capturedAt.toString());
        headers.put("clock-offset-ms", Long.toString(clockOffsetMs));
        headers.put("gate-score", Double.toString(gateScore));
        headers.put("sequence", Long.toString(sequence));
        headers.put("width", Integer.toString(width));
        headers.put("height", Integer.toString(height));
        return headers;
    }

    /** @throws IllegalArgumentException when a header is missing or malformed; the message names it */
    public static FrameMetadata fromHeaders(Map<String, String> headers) {
        try {
            return new FrameMetadata(
                    header(headers, "camera-id"),
                    header(headers, "district"),
                    Instant.parse(header(headers, "captured-at")),
                    Long.parseLong(header(headers, "clock-offset-ms")),
                    Double.parseDouble(header(headers, "gate-score")),
                    Long.parseLong(header(headers, "sequence")),
                    Integer.parseInt(header(headers, "width")),
                    Integer.parseInt(header(headers, "height")));
        } catch (NumberFormatException | java.time.format.DateTimeParseException e) {
            throw new IllegalArgumentException("frame header: " + e.getMessage(), e);
        }
    }

    private static String header(Map<String, String> headers, String name) {
        String value = headers.get(name);
        if (value == null) throw new IllegalArgumentException("frame header \"" + name + "\" is missing");
        return value;
    }
}
