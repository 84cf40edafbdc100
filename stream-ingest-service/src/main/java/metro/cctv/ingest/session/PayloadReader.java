package metro.cctv.ingest.session;

import io.netty.buffer.ByteBuf;
import metro.cctv.ingest.media.VideoCodec;

/** How a codec's pictures travel in RTP payloads. */
interface PayloadReader {
    static PayloadReader of(VideoCodec codec) {
        return switch (codec) {
            case H264 -> PayloadFormat.H264;
            case H265 -> PayloadFormat.H265;
            case MJPEG -> new JpegPayload();
        };
    }

    /** @param to at least one byte behind {@code from} */
    void read(ByteBuf packet, int from, int to, PictureAssembly picture);

    /** No more of this picture comes. */
    default void finish(PictureAssembly picture) {}
}
