package metro.cctv.analytics.analysis;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import metro.cctv.analytics.detection.FrameRejected;
import metro.cctv.analytics.detection.FrameRejected.Reason;
import metro.cctv.contracts.frame.FrameMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What a record says of its frame. */
final class FrameHeaders {
    private FrameHeaders() {}

    /** @throws FrameRejected when it says nothing of use, or of another camera than its key, or brings no picture */
    static FrameMetadata read(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers())
            if (header.value() != null) headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        try {
            FrameMetadata frame = FrameMetadata.fromHeaders(headers);
            if (!frame.cameraId().equals(record.key()))
                throw new FrameRejected(Reason.HEADERS, "the key is not the camera " + frame.cameraId());
            if (record.value() == null) throw new FrameRejected(Reason.BROKEN_PICTURE, "no picture");
            return frame;
        } catch (IllegalArgumentException e) {
            throw new FrameRejected(Reason.HEADERS, String.valueOf(e.getMessage()));
        }
    }
}
