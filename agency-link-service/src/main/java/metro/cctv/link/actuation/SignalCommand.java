package metro.cctv.link.actuation;

import java.util.List;
import java.util.UUID;

/**
 * To the traffic office's controller.
 *
 * @param route of the engine, [lon, lat] each
 */
record SignalCommand(UUID requestId, Action action, String unit, List<List<Double>> route) {
    enum Action {
        PRIORITY,
        RELEASE
    }
}
