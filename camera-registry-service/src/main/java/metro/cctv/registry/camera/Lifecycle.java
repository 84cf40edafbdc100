package metro.cctv.registry.camera;

import java.time.Instant;
import java.util.Optional;
import metro.cctv.contracts.camera.CameraState;
import org.jspecify.annotations.Nullable;

/** Planned → active ⇄ suspended; from anywhere → retired, for good. Each state offers only the steps it has. */
public sealed interface Lifecycle {
    /** Start of this state, UTC. */
    Instant since();

    /** Why it was suspended or retired; null: nobody said. */
    default @Nullable String reason() {
        return null;
    }

    record Planned(Instant since) implements Lifecycle {
        Active activate(Instant at) {
            return new Active(at);
        }

        Retired retire(@Nullable String reason, Instant at) {
            return new Retired(at, reason);
        }
    }

    record Active(Instant since) implements Lifecycle {
        Suspended suspend(@Nullable String reason, Instant at) {
            return new Suspended(at, reason);
        }

        Retired retire(@Nullable String reason, Instant at) {
            return new Retired(at, reason);
        }
    }

    record Suspended(Instant since, @Nullable String reason) implements Lifecycle {
        Active resume(Instant at) {
            return new Active(at);
        }

        Retired retire(@Nullable String reason, Instant at) {
            return new Retired(at, reason);
        }
    }

    record Retired(Instant since, @Nullable String reason) implements Lifecycle {}

    default CameraState state() {
        return switch (this) {
            case Planned p -> CameraState.PLANNED;
            case Active a -> CameraState.ACTIVE;
            case Suspended s -> CameraState.SUSPENDED;
            case Retired r -> CameraState.RETIRED;
        };
    }

    /** @return empty when there is no such step; staying is always one, except for a retired camera */
    default Optional<Lifecycle> to(CameraState target, @Nullable String reason, Instant at) {
        if (this instanceof Retired) return Optional.empty();
        if (target == state()) return Optional.of(this);
        return Optional.ofNullable(
                switch (this) {
                    case Planned planned ->
                        switch (target) {
                            case ACTIVE -> planned.activate(at);
                            case RETIRED -> planned.retire(reason, at);
                            case PLANNED, SUSPENDED -> null;
                        };
                    case Active active ->
                        switch (target) {
                            case SUSPENDED -> active.suspend(reason, at);
                            case RETIRED -> active.retire(reason, at);
                            case PLANNED, ACTIVE -> null;
                        };
                    case Suspended suspended ->
                        switch (target) {
                            case ACTIVE -> suspended.resume(at);
                            case RETIRED -> suspended.retire(reason, at);
                            case PLANNED, SUSPENDED -> null;
                        };
                    case Retired retired -> null;
                });
    }

    /** As it was stored. */
    static Lifecycle of(CameraState state, Instant since, @Nullable String reason) {
        return switch (state) {
            case PLANNED -> new Planned(since);
            case ACTIVE -> new Active(since);
            case SUSPENDED -> new Suspended(since, reason);
            case RETIRED -> new Retired(since, reason);
        };
    }
}
