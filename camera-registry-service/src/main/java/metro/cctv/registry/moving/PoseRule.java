package metro.cctv.registry.moving;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Which poses are taken. They may come late and in any order, but not from the future and not from before what is kept. */
final class PoseRule {
    static final int MAX_POSES = 1_000;

    private PoseRule() {}

    static Optional<String> objection(List<Pose> poses, Instant now, Duration aheadAtMost, Duration keep) {
        if (poses.isEmpty() || poses.size() > MAX_POSES)
            return Optional.of("poses: 1 to " + MAX_POSES + ", were " + poses.size());
        for (int i = 0; i < poses.size(); i++) {
            Instant at = poses.get(i).at();
            String field = poses.size() == 1 ? "at" : "[" + i + "].at";
            if (at.isAfter(now.plus(aheadAtMost)))
                return Optional.of(field + ": " + at + " is in the future, it is " + now.truncatedTo(ChronoUnit.SECONDS)
                        + "; set the camera's clock");
            if (at.isBefore(now.minus(keep)))
                return Optional.of(field + ": " + at + " is more than " + keep.toDays() + " days ago");
        }
        return Optional.empty();
    }
}
