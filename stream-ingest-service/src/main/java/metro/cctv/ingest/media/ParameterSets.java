package metro.cctv.ingest.media;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The SPS and PPS that a stream has sent so far. A change counts from the next key frame on. */
public final class ParameterSets {
    private static final int MAX_PICTURE_SETS = 16;

    private final Map<Integer, byte[]> pictureSets = new TreeMap<>();
    private byte @Nullable [] sps;
    private boolean changed;
    private @Nullable VideoFormat format;

    /** Others than SPS and PPS are left out. */
    public void add(byte[] nal) {
        int type = nal[0] & 0x1F;
        if (type == NalType.SPS && !Arrays.equals(nal, sps)) {
            sps = nal;
            pictureSets.clear();
            changed = true;
        } else if (type == NalType.PPS) {
            int id = pictureSetId(nal);
            if (id < 0 || id > 255 || Arrays.equals(nal, pictureSets.get(id))) return;
            if (pictureSets.size() == MAX_PICTURE_SETS && !pictureSets.containsKey(id)) pictureSets.clear();
            pictureSets.put(id, nal);
            changed = true;
        }
    }

    /** @return null as long as no readable pair of SPS and PPS came */
    public @Nullable VideoFormat atKeyFrame() {
        if (changed && sps != null) {
            changed = false;
            VideoFormat read =
                    VideoFormat.of(sps, pictureSets.values().stream().toList()).orElse(null);
            if (read != null && !read.equals(format)) format = read;
        }
        return format;
    }

    private static int pictureSetId(byte[] nal) {
        try {
            return BitReader.ofNal(nal, 1).unsigned();
        } catch (BitReader.Exhausted e) {
            return -1;
        }
    }
}
