package metro.cctv.training.net;

import java.util.List;

/**
 * What became of a network when a checkpoint's values were taken over.
 *
 * @param whole tensors that were taken over
 * @param partly those that have grown: what the checkpoint does not know keeps its first values
 * @param begun those that the checkpoint does not know: they begin anew
 * @param unknown what the checkpoint has and this network has not
 */
public record Restored(int whole, List<String> partly, List<String> begun, List<String> unknown) {
    public Restored {
        partly = List.copyOf(partly);
        begun = List.copyOf(begun);
        unknown = List.copyOf(unknown);
    }
}
