package metro.cctv.store;

import java.time.Instant;

/**
 * A whole recording where it lies.
 *
 * @param key as {@link ObjectKeyRule} wants it
 */
public record Stored(String key, long bytes, Instant modifiedAt) {}
