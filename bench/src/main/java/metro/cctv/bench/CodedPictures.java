package metro.cctv.bench;

import java.nio.ByteBuffer;
import java.util.List;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.media.ParameterSets;
import metro.cctv.ingest.media.VideoCodec;
import metro.cctv.ingest.media.VideoFormat;
import metro.cctv.simulator.video.EncodedLoop;

/** The simulator's coded pictures as ingest hands them to its decoder. */
public final class CodedPictures {
    private CodedPictures() {}

    public static List<AccessUnit> of(EncodedLoop loop) {
        var sets = new ParameterSets(VideoCodec.H264);
        for (ByteBuffer set : loop.parameterSets()) sets.add(bytes(set));
        VideoFormat format = sets.atKeyFrame();
        if (format == null) throw new IllegalArgumentException("no parameter sets");
        return loop.frames().stream().map(frame -> unit(frame, format)).toList();
    }

    private static AccessUnit unit(metro.cctv.simulator.video.AccessUnit frame, VideoFormat format) {
        int size =
                frame.nalUnits().stream().mapToInt(nal -> 4 + nal.remaining()).sum();
        ByteBuffer all = ByteBuffer.allocate(size);
        for (ByteBuffer nal : frame.nalUnits()) all.putInt(nal.remaining()).put(nal.duplicate());
        return new AccessUnit(all.array(), size, frame.keyFrame(), 0, 0, 0, 0, format);
    }

    private static byte[] bytes(ByteBuffer nal) {
        var bytes = new byte[nal.remaining()];
        nal.duplicate().get(bytes);
        return bytes;
    }
}
