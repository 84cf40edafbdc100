package metro.cctv.simulator.video;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * One coded picture: its NAL units without start codes. Parameter sets and access unit delimiters are not part of it.
 *
 * @param keyFrame decoding can start here
 */
public record AccessUnit(boolean keyFrame, List<ByteBuffer> nalUnits) {
    public AccessUnit {
        nalUnits = List.copyOf(nalUnits);
        if (nalUnits.isEmpty()) throw new IllegalArgumentException("an access unit needs a NAL unit");
    }

    public int bytes() {
        int bytes = 0;
        for (ByteBuffer nal : nalUnits) bytes += nal.remaining();
        return bytes;
    }
}
