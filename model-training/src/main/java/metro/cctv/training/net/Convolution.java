package metro.cctv.training.net;

/**
 * One convolution, padded so that a stride of 1 keeps the size.
 *
 * @param groups 1, or {@code in} for one filter a channel
 * @param norm batch norm instead of a bias
 */
public record Convolution(
        String name, int in, int out, int kernel, int stride, int groups, boolean norm, boolean relu) {

    static Convolution dense(String name, int in, int out, int kernel, int stride) {
        return new Convolution(name, in, out, kernel, stride, 1, true, true);
    }

    static Convolution channelwise(String name, int channels, int kernel) {
        return new Convolution(name, channels, channels, kernel, 1, channels, true, true);
    }

    static Convolution linear(String name, int in, int out) {
        return new Convolution(name, in, out, 1, 1, 1, true, false);
    }

    static Convolution prediction(String name, int in, int out) {
        return new Convolution(name, in, out, 1, 1, 1, false, false);
    }

    public long[] shape() {
        return new long[] {out, in / groups, kernel, kernel};
    }

    public int padding() {
        return kernel / 2;
    }
}
