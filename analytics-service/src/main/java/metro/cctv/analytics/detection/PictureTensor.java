package metro.cctv.analytics.detection;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import metro.cctv.analytics.model.ModelInput;

/** One picture's place in a network's input: packed pixels become planes of floats there. */
final class PictureTensor {
    private static final int CHANNELS = 3;

    private final ModelInput input;
    private final ByteBuffer pixels;
    private final FloatBuffer planes;
    private int paintedWidth;
    private int paintedHeight;

    /** @param pixels where the scaler leaves them */
    PictureTensor(ModelInput input, ByteBuffer pixels, FloatBuffer planes) {
        this.input = input;
        this.pixels = pixels;
        this.planes = planes;
    }

    /** From the scaler's memory straight into the tensor's; padding is painted only where the picture lies elsewhere than before. */
    void fill(Placement placement) {
        int plane = input.width() * input.height();
        boolean moved = placement.width() != paintedWidth || placement.height() != paintedHeight;
        for (int channel = 0; channel < CHANNELS; channel++) {
            float factor = input.factor(channel);
            float offset = input.offset(channel);
            if (moved) paint(channel * plane, (channel + 1) * plane, input.pad() * factor + offset);
            for (int y = 0; y < placement.height(); y++)
                row(
                        y * placement.width() * CHANNELS + channel,
                        channel * plane + (placement.top() + y) * input.width() + placement.left(),
                        placement.width(),
                        factor,
                        offset);
        }
        paintedWidth = placement.width();
        paintedHeight = placement.height();
    }

    private void paint(int from, int to, float value) {
        for (int i = from; i < to; i++) planes.put(i, value);
    }

    private void row(int from, int to, int count, float factor, float offset) {
        for (int x = 0, source = from; x < count; x++, source += CHANNELS)
            planes.put(to + x, (pixels.get(source) & 0xff) * factor + offset);
    }
}
