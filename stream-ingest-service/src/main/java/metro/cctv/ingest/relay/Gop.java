package metro.cctv.ingest.relay;

import java.util.List;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.media.FragmentedMp4;
import metro.cctv.ingest.media.VideoFormat;

/**
 * A key frame and what builds on it, complete.
 *
 * @param number grows by one per GOP of this stream
 * @param formatNumber which init segment it needs
 * @param endTime90k decode time of what follows
 */
record Gop(long number, int formatNumber, List<AccessUnit> units, long endTime90k) {
    VideoFormat format() {
        return units.getFirst().format();
    }

    double seconds() {
        return (endTime90k - units.getFirst().decodeTime90k()) / (double) FragmentedMp4.TICKS_PER_SECOND;
    }

    byte[] toFragment() {
        return FragmentedMp4.fragment((int) number, units, 0, endTime90k);
    }
}
