package metro.cctv.training.net;

import java.util.List;

/** What the network is made of; done on tensors or written into a graph. */
public interface Ops<T> {
    T convolve(Convolution convolution, T x);

    T add(T a, T b);

    T relu(T x);

    /** Twice as high and wide; every value four times. */
    T enlarge(T x);

    /** Channels of one stride as rows of x, y, w, h, objectness, classes. */
    T rows(T box, T objectness, T classes);

    /** Rows of all strides. */
    T stack(List<T> rows);
}
