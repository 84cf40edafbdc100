package metro.cctv.analytics.rollout;

import java.time.Instant;
import metro.cctv.analytics.model.ModelManifest.Role;
import org.jspecify.annotations.Nullable;

/**
 * Which models are wanted for one role. Pure: each step gives the next choice.
 *
 * @param configuredSha256 for objects, the model that configuration named then: another configuration makes the choice void
 * @param active null: the configured one; for other roles: none
 * @param previous where a way back leads; null: there is none
 * @param version 0: nothing was ever chosen
 */
record Choice(
        Role role,
        @Nullable String configuredSha256,
        @Nullable Named active,
        @Nullable Named shadow,
        @Nullable Previous previous,
        long version,
        @Nullable Instant changedAt,
        @Nullable String changedBy) {

    /** @param name of its folder */
    record Named(String name, String sha256) {}

    /** @param model null: as with {@code active} */
    record Previous(@Nullable Named model) {}

    static Choice none(Role role, @Nullable String configuredSha256) {
        return new Choice(role, configuredSha256, null, null, null, 0, null, null);
    }

    Choice withShadow(@Nullable Named model, Instant at, String by) {
        return next(active, model, previous, at, by);
    }

    /** What was tried becomes active. */
    Choice promoted(Instant at, String by) {
        if (shadow == null) throw new IllegalStateException("nothing is on trial");
        return next(shadow, null, new Previous(active), at, by);
    }

    /** And what is left then is the way back again. A trial against the model that is left makes no sense any more. */
    Choice rolledBack(Instant at, String by) {
        if (previous == null) throw new IllegalStateException("there was no other model before");
        return next(previous.model(), null, new Previous(active), at, by);
    }

    private Choice next(
            @Nullable Named nextActive,
            @Nullable Named nextShadow,
            @Nullable Previous nextPrevious,
            Instant at,
            String by) {
        return new Choice(role, configuredSha256, nextActive, nextShadow, nextPrevious, version + 1, at, by);
    }
}
