package metro.cctv.retention.destruction;

import java.time.Instant;
import java.util.UUID;
import metro.cctv.chassis.paging.Cursor;
import org.jspecify.annotations.Nullable;

/** Where a list of records goes on. */
record DestructionCursor(Instant beganAt, UUID id) {
    static String after(DestructionRecord last) {
        return Cursor.of(last.beganAt(), last.destructionId());
    }

    static @Nullable DestructionCursor of(@Nullable String text) {
        return Cursor.read(
                text, 2, parts -> new DestructionCursor(Cursor.instant(parts[0]), UUID.fromString(parts[1])));
    }
}
