package metro.cctv.bench.gate;

/** How much of a small luma picture is movement. */
@FunctionalInterface
interface LumaScore {
    /** @return 0 to 1 */
    double of(byte[] luma, double seconds);
}
