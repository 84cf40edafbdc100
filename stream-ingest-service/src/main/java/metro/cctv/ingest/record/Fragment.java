package metro.cctv.ingest.record;

import java.util.List;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.media.FragmentedMp4;

/**
 * A few pictures that are written together: a GOP, or two seconds of one.
 *
 * @param endTime90k decode time at which the last picture ends
 * @param endMicros our clock then, µs since 1970
 */
record Fragment(List<AccessUnit> units, long endTime90k, long endMicros) {
    AccessUnit first() {
        return units.getFirst();
    }

    long bytes() {
        return FragmentedMp4.mediaBytes(units);
    }
}
