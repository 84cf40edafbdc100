package metro.cctv.training.export;

import java.util.ArrayList;
import java.util.List;
import metro.cctv.training.net.Convolution;
import metro.cctv.training.net.Ops;

/** Writes the plain graph and shows every value on the way, so that their ranges can be measured. */
final class ShownOps implements Ops<String> {
    private final GraphOps plain;
    private final List<String> shown = new ArrayList<>();

    ShownOps(GraphOps plain) {
        this.plain = plain;
    }

    /** In the order of the network's steps. */
    List<String> shown() {
        return List.copyOf(shown);
    }

    @Override
    public String convolve(Convolution convolution, String x) {
        return show(plain.convolve(convolution, x));
    }

    @Override
    public String add(String a, String b) {
        return show(plain.add(a, b));
    }

    @Override
    public String relu(String x) {
        return show(plain.relu(x));
    }

    @Override
    public String enlarge(String x) {
        return show(plain.enlarge(x));
    }

    @Override
    public String rows(String box, String objectness, String classes) {
        return plain.rows(box, objectness, classes);
    }

    @Override
    public String stack(List<String> rows) {
        return plain.stack(rows);
    }

    private String show(String edge) {
        plain.show(edge);
        shown.add(edge);
        return edge;
    }
}
