package metro.cctv.ingest.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import metro.cctv.ingest.DecodedFile;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.media.ParameterSets;
import metro.cctv.ingest.media.VideoCodec;
import metro.cctv.ingest.media.VideoFormat;
import metro.cctv.simulator.video.ByteStreamLoop;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.FrameRate;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.Test;

/** The gate's and the analysis' pictures of an H.265 sub-stream. */
class VideoDecoderTest {
    @Test
    void decodesHevcForTheGateAndForAnalysis() throws Exception {
        Path clip =
                Path.of(DecodedFile.class.getResource("testsrc-320x180.h265").toURI());
        EncodedLoop loop = ByteStreamLoop.h265(Files.readAllBytes(clip), 320, 180, FrameRate.of(10));
        var sets = new ParameterSets(VideoCodec.H265);
        for (ByteBuffer set : loop.parameterSets()) sets.add(bytes(set));
        VideoFormat format = sets.atKeyFrame();
        assertThat(format).isNotNull();
        var luma = new SmallLuma();
        int pictures = 0;
        try (var decoder = new VideoDecoder(format)) {
            for (var frame : loop.frames()) {
                AVFrame picture = decoder.decode(unit(frame, format));
                if (picture == null) continue;
                pictures++;
                assertThat(differentValues(luma.of(picture)))
                        .as("bars and a ramp are no grey picture")
                        .isGreaterThan(20);
                try (var encoder = new JpegEncoder(JpegEncoder.Shape.of(picture, 640))) {
                    assertThat(encoder.encode(picture, 128 * 1024)).startsWith(0xFF, 0xD8);
                }
            }
        }
        assertThat(pictures).isEqualTo(loop.frames().size());
    }

    private static long differentValues(byte[] small) {
        return IntStream.range(0, small.length).map(i -> small[i]).distinct().count();
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
