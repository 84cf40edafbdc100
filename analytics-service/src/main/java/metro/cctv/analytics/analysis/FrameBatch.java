package metro.cctv.analytics.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which waiting frames go into the network together: the oldest of each camera, oldest first, never two of one camera. So a
 * camera's frames stay in order, and one that sends many holds no other back.
 */
final class FrameBatch {
    private FrameBatch() {}

    /**
     * @param waiting in the order in which they came; what is taken or not admitted leaves it
     * @param camera null: of no camera, alone of its kind
     * @param admitted whether the network is to see it; asked once for each frame whose camera has none in the batch yet
     * @param most frames
     */
    static <F> List<F> take(Iterable<F> waiting, Function<F, String> camera, Predicate<F> admitted, int most) {
        List<F> batch = new ArrayList<>();
        Set<String> cameras = new HashSet<>();
        Iterator<F> frames = waiting.iterator();
        while (batch.size() < most && frames.hasNext()) {
            F frame = frames.next();
            if (cameras.contains(camera.apply(frame))) continue;
            frames.remove();
            if (!admitted.test(frame)) continue;
            cameras.add(camera.apply(frame));
            batch.add(frame);
        }
        return batch;
    }

    /** How many frames {@link #take} would find if all were admitted. */
    static <F> int cameras(Iterable<F> waiting, Function<F, String> camera) {
        Set<String> cameras = new HashSet<>();
        for (F frame : waiting) cameras.add(camera.apply(frame));
        return cameras.size();
    }
}
