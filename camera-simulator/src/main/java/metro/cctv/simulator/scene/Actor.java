package metro.cctv.simulator.scene;

import org.jspecify.annotations.Nullable;

/**
 * A figure with its way through one loop.
 *
 * @param startS when its way begins; it may run over the end of the loop into its start
 */
record Actor(int id, Figure figure, Route route, double startS) {
    /** Null while it is not there. */
    @Nullable
    Pose at(double seconds, double loopS) {
        double since =
                Math.floorMod((long) Math.round((seconds - startS) * 1000), (long) Math.round(loopS * 1000)) / 1000.0;
        return since <= route.durationS() ? route.at(since) : null;
    }
}
