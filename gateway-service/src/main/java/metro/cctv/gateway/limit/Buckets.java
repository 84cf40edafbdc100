package metro.cctv.gateway.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket for each key, refilled evenly.
 *
 * <p>Full buckets are forgotten when there are too many keys: they would start full again anyway.
 */
final class Buckets {
    private static final int MOST_KEYS = 20_000;

    private final double perSecond;
    private final double capacity;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /** @param perSecond tokens that come back each second; twice as many fit */
    Buckets(int perSecond) {
        this.perSecond = perSecond;
        this.capacity = 2.0 * perSecond;
    }

    boolean take(String key, Instant now) {
        boolean[] taken = {false};
        buckets.compute(key, (k, known) -> {
            double level = level(known, now);
            taken[0] = level >= 1;
            return new Bucket(taken[0] ? level - 1 : level, now);
        });
        if (buckets.size() > MOST_KEYS) forgetFull(now);
        return taken[0];
    }

    /** Takes more than there may be: what is missing must be waited for. At most one full bucket is owed. */
    void spend(String key, double tokens, Instant now) {
        buckets.compute(key, (k, known) -> new Bucket(Math.max(-capacity, level(known, now) - tokens), now));
    }

    private double level(@Nullable Bucket known, Instant now) {
        if (known == null) return capacity;
        double seconds = Math.max(0, Duration.between(known.at(), now).toNanos() / 1e9);
        return Math.min(capacity, known.level() + seconds * perSecond);
    }

    private void forgetFull(Instant now) {
        buckets.values().removeIf(bucket -> level(bucket, now) >= capacity);
        if (buckets.size() > MOST_KEYS) buckets.clear();
    }

    private record Bucket(double level, Instant at) {}
}
