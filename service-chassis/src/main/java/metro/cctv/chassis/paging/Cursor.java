package metro.cctv.chassis.paging;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Where a list goes on, in words that only we read: the sort key of the last item shown, in parts. */
public final class Cursor {
    private static final String BETWEEN = "\n";
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private Cursor() {}

    public static String of(Object... parts) {
        String text = Stream.of(parts).map(String::valueOf).collect(Collectors.joining(BETWEEN));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param cursor null: from the beginning
     * @param key of the parts; {@link IllegalArgumentException} and {@link DateTimeException}: no key of ours, a bad request
     */
    public static <T> @Nullable T read(@Nullable String cursor, int parts, Function<String[], T> key) {
        if (cursor == null) return null;
        try {
            String[] read =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(BETWEEN, -1);
            if (read.length == parts) return key.apply(read);
        } catch (IllegalArgumentException | DateTimeException e) {
            // answered below like every other cursor that is none of ours
        }
        throw new ProblemException(ProblemType.BAD_REQUEST, "cursor: not one of ours.");
    }

    /** A time that a database can hold. */
    public static Instant instant(String text) {
        Instant at = Instant.parse(text);
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) throw new IllegalArgumentException(text);
        return at;
    }
}
