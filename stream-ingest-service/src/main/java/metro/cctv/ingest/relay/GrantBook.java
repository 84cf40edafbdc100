package metro.cctv.ingest.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.incident.GrantChanged;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Payload;

/** Who may see which camera for a case, in memory, read anew from the compacted topic at every start. */
public final class GrantBook {
    private static final int MAX_REMEMBERED = 20_000;
    private static final Duration REMEMBERED_FOR = Duration.ofHours(6);

    private final Clock clock;
    private final Map<UUID, GrantChanged> active = new ConcurrentHashMap<>();
    private final Map<String, Map<UUID, GrantChanged>> byCamera = new ConcurrentHashMap<>();

    /**
     * The newest word on each grant, also on those that ended: events come at least once, and an old opening that comes
     * again must not undo a revocation. Forgotten when no resent event can be that old.
     */
    private final Map<UUID, Instant> newestAt = new ConcurrentHashMap<>();

    private final Lock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();

    public GrantBook(Clock clock) {
        this.clock = clock;
    }

    @KafkaListener(
            id = "ingest-grants",
            topics = Topics.GRANT,
            groupId = "ingest-grants-#{T(java.util.UUID).randomUUID()}")
    void on(@Payload(required = false) @Nullable GrantChanged grant, @Header(KafkaHeaders.RECEIVED_KEY) String key) {
        if (grant == null) remove(UUID.fromString(key));
        else apply(grant);
    }

    /**
     * The newest word on a grant wins, in whatever order words come; but an end counts whenever it comes, for whoever ended the
     * grant may have looked at the clock before whoever prolonged it.
     */
    public void apply(GrantChanged grant) {
        boolean opens = grant.state() == GrantChanged.State.ACTIVE;
        Instant newest = newestAt.merge(grant.grantId(), grant.at(), (a, b) -> a.isAfter(b) ? a : b);
        if (opens && newest.isAfter(grant.at())) return;
        if (newestAt.size() > MAX_REMEMBERED)
            newestAt.values().removeIf(at -> at.isBefore(clock.instant().minus(REMEMBERED_FOR)));
        remove(grant.grantId());
        if (!opens || !clock.instant().isBefore(grant.expiresAt())) return;
        active.put(grant.grantId(), grant);
        byCamera.compute(grant.cameraId(), (id, grants) -> {
            Map<UUID, GrantChanged> all = grants == null ? new ConcurrentHashMap<>() : grants;
            all.put(grant.grantId(), grant);
            return all;
        });
        lock.lock();
        try {
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until grants make something true: a case is answered before its grants have crossed Kafka, and its player
     * may be faster.
     *
     * @return whether it became true in time
     */
    boolean await(BooleanSupplier satisfied, Duration atMost) {
        long leftNs = atMost.toNanos();
        lock.lock();
        try {
            while (!satisfied.getAsBoolean()) {
                if (leftNs <= 0) return false;
                leftNs = arrived.awaitNanos(leftNs);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Grants of this camera that open now. */
    List<GrantChanged> open(String cameraId) {
        Instant now = clock.instant();
        Map<UUID, GrantChanged> grants = byCamera.getOrDefault(cameraId, Map.of());
        for (GrantChanged grant : grants.values()) if (!now.isBefore(grant.expiresAt())) remove(grant.grantId());
        return grants.values().stream().filter(grant -> grant.opensAt(now)).toList();
    }

    private void remove(UUID grantId) {
        GrantChanged gone = active.remove(grantId);
        if (gone == null) return;
        byCamera.computeIfPresent(gone.cameraId(), (id, grants) -> {
            grants.remove(grantId);
            return grants.isEmpty() ? null : grants;
        });
    }
}
