package metro.cctv.ingest.session;

import java.time.Instant;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One stream as it is now.
 *
 * @param since start of this state
 * @param bytes received since the process started
 * @param frames whole pictures since the process started
 * @param fps over the last seconds
 * @param clockOffsetMs camera clock minus ours, of its RTCP sender report; 0 while unknown. Shown, never used
 * @param transport of the media now
 * @param lostPackets missing in the RTP sequence, since the last dial
 * @param rejectedPackets malformed or foreign, since the last dial
 */
public record StreamStatus(
        String cameraId,
        Stream stream,
        State state,
        Cause cause,
        String detail,
        Instant since,
        long bytes,
        long frames,
        double fps,
        @Nullable String codecs,
        int width,
        int height,
        long clockOffsetMs,
        Transport transport,
        long lostPackets,
        long rejectedPackets) {

    /** The same state for another cause. */
    public StreamStatus because(Cause why, String words, Instant from) {
        return new StreamStatus(
                cameraId,
                stream,
                state,
                why,
                words,
                from,
                bytes,
                frames,
                fps,
                codecs,
                width,
                height,
                clockOffsetMs,
                transport,
                lostPackets,
                rejectedPackets);
    }
}
