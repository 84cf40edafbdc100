package metro.cctv.ingest.relay;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.incident.GrantChanged;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Payload;

/** Who may see which camera for a case, in memory, read anew from the compacted topic at every start. */
public final class GrantBook {
    private final Clock clock;
    private final Map<UUID, GrantChanged> active = new ConcurrentHashMap<>();
    private final Map<String, Map<UUID, GrantChanged>> byCamera = new ConcurrentHashMap<>();

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

    void apply(GrantChanged grant) {
        GrantChanged known = active.get(grant.grantId());
        if (known != null && known.at().isAfter(grant.at())) return;
        remove(grant.grantId());
        if (grant.state() != GrantChanged.State.ACTIVE || !clock.instant().isBefore(grant.expiresAt())) return;
        active.put(grant.grantId(), grant);
        byCamera.computeIfAbsent(grant.cameraId(), id -> new ConcurrentHashMap<>())
                .put(grant.grantId(), grant);
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
