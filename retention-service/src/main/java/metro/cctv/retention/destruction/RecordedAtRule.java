package metro.cctv.retention.destruction;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metro.cctv.store.Stored;

/**
 * Since when a recording without a row counts as recorded: when its key says that it began, for a bucket says of an object only
 * when it was put there, and a copied file likewise; or when it was written, if that is earlier or the key does not say.
 */
final class RecordedAtRule {
    /** {@code …/2026-11-21/120000.000.mp4}, UTC; as ingest names them. */
    private static final Pattern NAME =
            Pattern.compile(".*/(\\d{4}-\\d\\d-\\d\\d)/(\\d{6}\\.\\d{3})(?:-[0-9a-f]+)?\\.mp4");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HHmmss.SSS");

    private RecordedAtRule() {}

    static Instant of(Stored found) {
        Matcher name = NAME.matcher(found.key());
        if (!name.matches()) return found.modifiedAt();
        try {
            Instant began = LocalDateTime.parse(name.group(1) + " " + name.group(2), TIME)
                    .toInstant(ZoneOffset.UTC);
            return began.isBefore(found.modifiedAt()) ? began : found.modifiedAt();
        } catch (DateTimeException e) {
            return found.modifiedAt();
        }
    }
}
