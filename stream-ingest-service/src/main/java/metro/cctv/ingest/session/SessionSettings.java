package metro.cctv.ingest.session;

import java.time.Duration;

/**
 * How sessions behave.
 *
 * @param connectTimeout for the TCP connection
 * @param answerTimeout for one RTSP answer
 * @param stallAfter without a decodable picture the session is dropped and dialled anew
 * @param dialsPerSecond over all cameras of this process
 * @param maxBitsPerSecond of one camera; above it reading pauses until the next second
 * @param maxGop without a key frame for so long the session is dropped: a new one begins with a key frame, and a segment
 */
public record SessionSettings(
        Duration connectTimeout,
        Duration answerTimeout,
        Duration stallAfter,
        double dialsPerSecond,
        long maxBitsPerSecond,
        Duration maxGop) {}
