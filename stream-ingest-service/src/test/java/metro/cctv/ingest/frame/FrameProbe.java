package metro.cctv.ingest.frame;

import java.util.List;
import metro.cctv.ingest.media.AccessUnit;

/** Decodes as the frame pipeline does. */
public final class FrameProbe {
    private FrameProbe() {}

    /** @return how many pictures came of them */
    public static int decoded(List<AccessUnit> units) {
        int pictures = 0;
        try (var decoder = new VideoDecoder(units.getFirst().format())) {
            for (AccessUnit unit : units) if (decoder.decode(unit) != null) pictures++;
        }
        return pictures;
    }
}
