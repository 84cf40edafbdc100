package metro.cctv.simulator.rtsp;

import java.nio.ByteBuffer;
import java.util.List;
import metro.cctv.simulator.video.AccessUnit;

/** What a stream shows instead of its loop while its lens looks elsewhere. Asked on the event loop; never blocks. */
public interface Detour {
    /** @param frame the frame on show; each once and in order, with gaps while nobody looks */
    Showing showing(long frame);

    sealed interface Showing {
        /** The loop's own frame. */
        record TheLoop() implements Showing {}

        /**
         * Live pictures that are ready, oldest first; none while the machine is too slow.
         *
         * @param sps of these pictures
         */
        record Live(List<Shot> shots, ByteBuffer sps, ByteBuffer pps) implements Showing {}
    }

    /** @param frame whose moment it shows */
    record Shot(long frame, AccessUnit unit) {}
}
