package metro.cctv.registry.camera;

import org.jspecify.annotations.Nullable;

/** What people may write into a camera's entry: lines without control characters, of a bounded length. */
final class Written {
    private Written() {}

    static String line(String field, @Nullable String value, int maxLength) {
        if (value == null || value.isBlank())
            throw new IllegalArgumentException(field + ": 1 to " + maxLength + " characters, was empty");
        return checked(field, value, maxLength);
    }

    /** Null is fine; blank is fine too: it says that somebody left it open. */
    static @Nullable String optional(String field, @Nullable String value, int maxLength) {
        return value == null ? null : checked(field, value, maxLength);
    }

    private static String checked(String field, String value, int maxLength) {
        if (value.length() > maxLength)
            throw new IllegalArgumentException(field + ": at most " + maxLength + " characters, was " + value.length());
        if (value.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException(field + ": no control characters");
        return value;
    }
}
