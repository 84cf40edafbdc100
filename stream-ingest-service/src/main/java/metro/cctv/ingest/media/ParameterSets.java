package metro.cctv.ingest.media;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The VPS (H.265), SPS and PPS that a stream has sent so far. A change counts from the next key frame on. */
public final class ParameterSets {
    private static final int MAX_PICTURE_SETS = 16;

    private final VideoCodec codec;
    private final Map<Integer, byte[]> pictureSets = new TreeMap<>();
    private byte @Nullable [] vps;
    private byte @Nullable [] sps;
    private boolean changed;
    private @Nullable VideoFormat format;

    public ParameterSets(VideoCodec codec) {
        this.codec = codec;
    }

    /** Others than parameter sets are left out. */
    public void add(byte[] nal) {
        if (nal.length <= codec.headerBytes()) return;
        if (codec == VideoCodec.MJPEG) {
            sequenceSet(nal);
            return;
        }
        int type = codec.type(nal[0]);
        if (type == (codec == VideoCodec.H264 ? VideoCodec.SPS : VideoCodec.HEVC_SPS)) sequenceSet(nal);
        else if (type == (codec == VideoCodec.H264 ? VideoCodec.PPS : VideoCodec.HEVC_PPS)) pictureSet(nal);
        else if (codec == VideoCodec.H265 && type == VideoCodec.HEVC_VPS && !Arrays.equals(nal, vps)) {
            vps = nal;
            changed = true;
        }
    }

    /** @return null as long as no readable SPS and PPS (and VPS) came */
    public @Nullable VideoFormat atKeyFrame() {
        if (changed) {
            VideoFormat read = read().orElse(null);
            if (read != null && !read.equals(format)) format = read;
            changed = false;
        }
        return format;
    }

    private Optional<VideoFormat> read() {
        byte[] sequence = sps;
        if (sequence == null) return Optional.empty();
        List<byte[]> pictures = pictureSets.values().stream().toList();
        if (codec == VideoCodec.MJPEG) return VideoFormat.mjpeg(sequence);
        if (codec == VideoCodec.H264) return VideoFormat.of(sequence, pictures);
        byte[] video = vps;
        return video == null ? Optional.empty() : VideoFormat.hevc(video, sequence, pictures);
    }

    private void sequenceSet(byte[] nal) {
        if (Arrays.equals(nal, sps)) return;
        sps = nal;
        pictureSets.clear();
        changed = true;
    }

    private void pictureSet(byte[] nal) {
        int id = pictureSetId(nal);
        if (id < 0 || id > 255 || Arrays.equals(nal, pictureSets.get(id))) return;
        if (pictureSets.size() == MAX_PICTURE_SETS && !pictureSets.containsKey(id)) pictureSets.clear();
        pictureSets.put(id, nal);
        changed = true;
    }

    private int pictureSetId(byte[] nal) {
        try {
            return BitReader.ofNal(nal, codec.headerBytes()).unsigned();
        } catch (BitReader.Exhausted e) {
            return -1;
        }
    }
}
