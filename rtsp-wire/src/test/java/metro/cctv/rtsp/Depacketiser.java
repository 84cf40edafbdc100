package metro.cctv.rtsp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** RFC 6184 the other way round, written from the RFC and not from the packetiser. */
final class Depacketiser {
    private final List<byte[]> nals = new ArrayList<>();
    private final ByteArrayOutputStream fragments = new ByteArrayOutputStream();

    void payload(ByteBuffer payload) {
        int first = payload.get() & 0xff;
        switch (first & 31) {
            case 24 -> {
                while (payload.hasRemaining()) {
                    byte[] nal = new byte[payload.getShort() & 0xffff];
                    payload.get(nal);
                    nals.add(nal);
                }
            }
            case 28 -> {
                int fu = payload.get() & 0xff;
                if ((fu & 0x80) != 0) {
                    fragments.reset();
                    fragments.write(first & 0xe0 | fu & 31);
                }
                while (payload.hasRemaining()) fragments.write(payload.get());
                if ((fu & 0x40) != 0) nals.add(fragments.toByteArray());
            }
            default -> {
                byte[] nal = new byte[payload.remaining() + 1];
                nal[0] = (byte) first;
                payload.get(nal, 1, nal.length - 1);
                nals.add(nal);
            }
        }
    }

    List<byte[]> nals() {
        return nals;
    }
}
