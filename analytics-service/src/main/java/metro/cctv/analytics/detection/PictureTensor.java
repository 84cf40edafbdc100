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
    private final int plane;
    private final float[] factors = new float[CHANNELS];
    private final float[] offsets = new float[CHANNELS];
    private final byte[] packed;
    private final float[] row;
    private int paintedWidth;
    private int paintedHeight;

    /** @param pixels where the scaler leaves them */
    PictureTensor(ModelInput input, ByteBuffer pixels, FloatBuffer planes) {
        this.input = input;
        this.pixels = pixels;
        this.planes = planes;
        this.plane = input.width() * input.height();
        this.packed = new byte[input.width() * CHANNELS];
        this.row = new float[input.width()];
        for (int channel = 0; channel < CHANNELS; channel++) {
            factors[channel] = input.factor(channel);
            offsets[channel] = input.offset(channel);
        }
    }

    /** Padding is painted only where the picture lies elsewhere than before. */
    void fill(Placement placement) {
        if (placement.width() != paintedWidth || placement.height() != paintedHeight) paint();
        int width = placement.width();
        for (int y = 0; y < placement.height(); y++) {
            pixels.get(y * width * CHANNELS, packed, 0, width * CHANNELS);
            int at = (placement.top() + y) * input.width() + placement.left();
            for (int channel = 0; channel < CHANNELS; channel++) {
                spread(channel, width, factors[channel], offsets[channel]);
                planes.put(channel * plane + at, row, 0, width);
            }
        }
        paintedWidth = placement.width();
        paintedHeight = placement.height();
    }

    private void paint() {
        for (int channel = 0; channel < CHANNELS; channel++) {
            float value = input.pad() * factors[channel] + offsets[channel];
            for (int i = channel * plane; i < (channel + 1) * plane; i++) planes.put(i, value);
        }
    }

    /** In arrays: native memory is checked at each access. */
    private void spread(int channel, int width, float factor, float offset) {
        byte[] from = packed;
        float[] to = row;
        for (int x = 0, source = channel; x < width; x++, source += CHANNELS)
            to[x] = (from[source] & 0xff) * factor + offset;
    }
}
