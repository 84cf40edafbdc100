package metro.cctv.link.actuation;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** The traffic office's side; it acknowledges by not throwing. */
interface SignalController {
    /** @param route of the engine, [lon, lat] each */
    record Command(UUID requestId, Action action, String unit, List<List<Double>> route) {}

    enum Action {
        PRIORITY,
        RELEASE
    }

    /** @throws IOException when it does not take the command */
    void send(Command command) throws IOException, InterruptedException;
}
