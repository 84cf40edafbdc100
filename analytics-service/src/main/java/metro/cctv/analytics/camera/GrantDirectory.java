package metro.cctv.analytics.camera;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.incident.GrantChanged;
import metro.cctv.contracts.incident.GrantChanged.State;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** Which cameras are open to which agency at this moment. While the topic cannot be read, nothing new opens. */
@Component
class GrantDirectory implements SmartLifecycle {
    private final Map<UUID, GrantChanged> active = new ConcurrentHashMap<>();
    private final Clock clock;
    private final CompactedTopic topic;
    private volatile boolean running;

    GrantDirectory(ConsumerFactory<?, ?> consumers, Clock clock) {
        this.clock = clock;
        this.topic = new CompactedTopic(Topics.GRANT, consumers, this::take);
    }

    /** @param agency whose cases count for this caller */
    boolean covers(String agency, Caller caller, String cameraId) {
        var now = clock.instant();
        return active.values().stream()
                .anyMatch(g -> g.cameraId().equals(cameraId)
                        && g.speaksFor(agency, caller.role(), caller.subject())
                        && g.opensAt(now));
    }

    private void take(String grantId, byte @Nullable [] value) {
        UUID id = UUID.fromString(grantId);
        if (value == null) {
            active.remove(id);
            return;
        }
        GrantChanged grant = EventJson.MAPPER.readValue(value, GrantChanged.class);
        if (grant.state() == State.ACTIVE && grant.expiresAt().isAfter(clock.instant())) active.put(id, grant);
        else active.remove(id);
        active.values().removeIf(g -> !g.expiresAt().isAfter(clock.instant()));
    }

    @Override
    public void start() {
        running = true;
        topic.start();
    }

    @Override
    public void stop() {
        running = false;
        topic.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the frame workers, and stopped after them. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
