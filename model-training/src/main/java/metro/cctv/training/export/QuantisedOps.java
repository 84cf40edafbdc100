package metro.cctv.training.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import metro.cctv.training.net.Convolution;
import metro.cctv.training.net.Ops;

/**
 * Writes the network with values of a byte: every value that a step reads is rounded to its range, filters to signed bytes with a
 * step for each output channel. The predictions are computed in float32, from rounded values.
 */
final class QuantisedOps implements Ops<String> {
    private static final int LARGEST = 127;
    private static final float LEAST_FILTER = 1e-8f;
    /** Half of what an int32 counts: the other half is for what the filters add. */
    private static final double MOST_BIAS_STEPS = 1 << 30;

    private final GraphOps plain;
    private final Iterator<Range> measured;
    private final Map<String, Range> ranges = new HashMap<>();
    private final Map<String, String> rounded = new HashMap<>();

    /** @param measured range of every step's value, in the order of {@link ShownOps#shown} */
    QuantisedOps(GraphOps plain, List<Range> measured) {
        this.plain = plain;
        this.measured = measured.iterator();
        ranges.put(OnnxExport.INPUT, new Range(0, 255));
    }

    @Override
    public String convolve(Convolution c, String x) {
        if (!c.norm()) return ranged(plain.convolve(c, rounded(x)));
        GraphOps.Folded folded = plain.folded(c);
        float[] steps = new float[c.out()];
        float[] biasSteps = new float[c.out()];
        byte[] filters = new byte[folded.filters().length];
        ByteBuffer bias = ByteBuffer.allocate(c.out() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int perOutput = filters.length / c.out();
        for (int o = 0; o < c.out(); o++) {
            float[] channel = Arrays.copyOfRange(folded.filters(), o * perOutput, (o + 1) * perOutput);
            steps[o] = step(channel, folded.bias()[o], range(x).step());
            for (int i = o * perOutput; i < (o + 1) * perOutput; i++)
                filters[i] = (byte) Math.clamp(Math.round(folded.filters()[i] / steps[o]), -LARGEST, LARGEST);
            biasSteps[o] = (float) (steps[o] * range(x).step());
            bias.putInt(Math.round(folded.bias()[o] / biasSteps[o]));
        }
        String w = plain.dequantised(c.name() + ".w", GraphOps.INT8, filters, steps, c.shape());
        String b = plain.dequantised(c.name() + ".b", GraphOps.INT32, bias.array(), biasSteps, c.out());
        return ranged(plain.convolve(c, rounded(x), w, b));
    }

    /**
     * Of a channel's filters. Its bias is counted in the same steps times the input's, so a channel whose filters have died away
     * takes the step that its bias needs.
     */
    static float step(float[] filters, float bias, double inputStep) {
        float most = LEAST_FILTER;
        for (float filter : filters) most = Math.max(most, Math.abs(filter));
        return (float) Math.max(most / LARGEST, Math.abs(bias) / (inputStep * MOST_BIAS_STEPS));
    }

    @Override
    public String add(String a, String b) {
        return ranged(plain.add(rounded(a), rounded(b)));
    }

    @Override
    public String relu(String x) {
        return ranged(plain.relu(x));
    }

    /** Copies bytes: their range stays as it is. */
    @Override
    public String enlarge(String x) {
        String y = ranged(plain.enlarge(rounded(x)));
        ranges.put(y, range(x));
        return y;
    }

    @Override
    public String rows(String box, String objectness, String classes) {
        return plain.rows(box, objectness, classes);
    }

    @Override
    public String stack(List<String> rows) {
        return plain.stack(rows);
    }

    private String ranged(String edge) {
        ranges.put(edge, measured.next());
        return edge;
    }

    private Range range(String edge) {
        return java.util.Objects.requireNonNull(ranges.get(edge), edge);
    }

    private String rounded(String edge) {
        return rounded.computeIfAbsent(edge, e -> plain.rounded(e, range(e)));
    }
}
