package metro.cctv.ingest.session;

import io.netty.buffer.ByteBuf;
import java.util.OptionalLong;

/** The one thing we read in RTCP: the camera's wall clock in a sender report (RFC 3550 §6.4.1). */
final class SenderReport {
    private static final int SENDER_REPORT = 200;
    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;

    private SenderReport() {}

    /** @return ms since 1970 by the camera's clock; empty when it is no sender report or the camera has no clock */
    static OptionalLong cameraTimeMs(ByteBuf packet) {
        int at = packet.readerIndex();
        if (packet.readableBytes() < 20 || packet.getUnsignedByte(at + 1) != SENDER_REPORT) return OptionalLong.empty();
        long seconds = packet.getUnsignedInt(at + 8) - SECONDS_1900_TO_1970;
        if (seconds <= 0) return OptionalLong.empty();
        return OptionalLong.of(seconds * 1000 + (packet.getUnsignedInt(at + 12) * 1000 >>> 32));
    }
}
