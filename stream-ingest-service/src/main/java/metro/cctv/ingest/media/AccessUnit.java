package metro.cctv.ingest.media;

/**
 * One complete, undamaged coded picture, NAL units with 4-byte lengths in front; parameter sets are in {@link #format}.
 * Shared by recorder, relay and decoder: nobody writes into {@link #data}.
 *
 * @param data the first {@link #length} bytes count
 * @param decodeTime90k grows within the stream's life, over reconnects too; 90,000 a second
 * @param compositionOffset90k presentation minus decode time; 0 without B pictures
 * @param arrivedAtMicros our clock at the last packet, µs since 1970
 * @param wallMicros our clock smoothed over arrival jitter, µs since 1970; never runs backwards within a session
 */
public record AccessUnit(
        byte[] data,
        int length,
        boolean keyFrame,
        long decodeTime90k,
        int compositionOffset90k,
        long arrivedAtMicros,
        long wallMicros,
        VideoFormat format) {}
