package metro.cctv.store;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which names of recordings are taken: a few plain folders and a file, nothing hidden, nothing that a file system or a
 * shell could read as something else.
 */
public final class ObjectKeyRule {
    public static final String SUFFIX = ".mp4";
    private static final Pattern KEY =
            Pattern.compile("(?:[A-Za-z0-9][A-Za-z0-9._-]{0,99}/){1,6}[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.mp4");

    private ObjectKeyRule() {}

    public static Optional<String> objection(String key) {
        if (key.length() > 300) return Optional.of("objectKey: at most 300 characters");
        if (!KEY.matcher(key).matches() || key.contains(".."))
            return Optional.of("objectKey: folders and a .mp4 file of letters, digits, '.', '-' and '_'");
        return Optional.empty();
    }
}
