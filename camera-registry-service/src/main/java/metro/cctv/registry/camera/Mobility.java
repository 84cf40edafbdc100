package metro.cctv.registry.camera;

import org.jspecify.annotations.Nullable;

/**
 * Whether the camera moves.
 *
 * @param recordingNotice how people learn that a moving camera films: light, sound, sign (PIPA 25-2(3)); null: unknown
 */
public record Mobility(Kind kind, @Nullable String recordingNotice) {
    public static final Mobility FIXED = new Mobility(Kind.FIXED, null);

    public enum Kind {
        FIXED,
        DRONE,
        VEHICLE
    }

    public Mobility {
        Written.optional("recordingNotice", recordingNotice, 500);
        if (kind == Kind.FIXED && recordingNotice != null && !recordingNotice.isBlank())
            throw new IllegalArgumentException("recordingNotice: only for a DRONE or VEHICLE");
        if (recordingNotice != null && recordingNotice.isBlank()) recordingNotice = null;
    }

    public boolean moves() {
        return kind != Kind.FIXED;
    }
}
