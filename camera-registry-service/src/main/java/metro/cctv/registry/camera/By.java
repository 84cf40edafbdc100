package metro.cctv.registry.camera;

import metro.cctv.chassis.door.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Who changes a camera, and what kind of change it is.
 *
 * @param who user name, client id or service name
 * @param reason in that person's words; null: none given
 */
public record By(String who, What what, @Nullable String reason) {

    public enum What {
        REGISTERED,
        CHANGED,
        STATE,
        ZONES,
        CREDENTIALS,
        IMPORTED,
        /** Nothing changed; something should be looked at. */
        WARNING
    }

    public By {
        Written.optional("reason", reason, 500);
    }

    public static By caller(Caller caller, What what) {
        return new By(caller.subject(), what, null);
    }

    public By because(@Nullable String words) {
        return new By(who, what, words);
    }
}
