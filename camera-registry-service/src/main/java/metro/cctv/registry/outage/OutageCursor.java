package metro.cctv.registry.outage;

import java.time.Instant;
import java.util.UUID;
import metro.cctv.chassis.paging.Cursor;
import org.jspecify.annotations.Nullable;

/** Where a list goes on: behind this outage. */
record OutageCursor(Instant since, UUID outageId) {
    static String after(Outage last) {
        return Cursor.of(last.since(), last.outageId());
    }

    static @Nullable OutageCursor of(@Nullable String text) {
        return Cursor.read(text, 2, parts -> new OutageCursor(Cursor.instant(parts[0]), UUID.fromString(parts[1])));
    }
}
