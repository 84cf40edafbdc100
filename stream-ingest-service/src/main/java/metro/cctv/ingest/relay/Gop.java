package metro.cctv.ingest.relay;

import java.util.List;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.media.FragmentedMp4;
import metro.cctv.ingest.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/** A key frame and what builds on it, complete. */
final class Gop {
    private final long number;
    private final int formatNumber;
    private final List<AccessUnit> units;
    private final long endTime90k;
    private byte @Nullable [] fragment;

    /**
     * @param number grows by one per GOP of this stream
     * @param formatNumber which init segment it needs
     * @param endTime90k decode time of what follows
     */
    Gop(long number, int formatNumber, List<AccessUnit> units, long endTime90k) {
        this.number = number;
        this.formatNumber = formatNumber;
        this.units = units;
        this.endTime90k = endTime90k;
    }

    long number() {
        return number;
    }

    int formatNumber() {
        return formatNumber;
    }

    List<AccessUnit> units() {
        return units;
    }

    VideoFormat format() {
        return units.getFirst().format();
    }

    double seconds() {
        return (endTime90k - units.getFirst().decodeTime90k()) / (double) FragmentedMp4.TICKS_PER_SECOND;
    }

    /** One HLS segment: made when the first player asks, the same for all, never changed. */
    synchronized byte[] fragment() {
        if (fragment == null) fragment = FragmentedMp4.fragment((int) number, units, 0, endTime90k);
        return fragment;
    }
}
