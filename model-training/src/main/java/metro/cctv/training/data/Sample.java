package metro.cctv.training.data;

import java.util.List;

/** One frame: the camera's JPEG and what is in it. */
public record Sample(boolean night, byte[] jpeg, List<Box> boxes) {
    public Sample {
        boxes = List.copyOf(boxes);
    }
}
