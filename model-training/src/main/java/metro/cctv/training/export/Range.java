package metro.cctv.training.export;

/** What a value's bytes stand for: 256 even steps that hold the 0 exactly. */
record Range(double low, double high) {
    private static final int STEPS = 255;
    private static final double LEAST = 1e-6;

    Range {
        low = Math.min(0, low);
        high = Math.max(low + LEAST, Math.max(0, high));
    }

    double step() {
        return (high - low) / STEPS;
    }

    /** The byte that stands for 0. */
    int zero() {
        return (int) Math.clamp(Math.round(-low / step()), 0, STEPS);
    }
}
