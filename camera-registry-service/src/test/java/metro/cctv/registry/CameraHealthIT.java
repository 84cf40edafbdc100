package metro.cctv.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.UUID;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.health.StreamHealthChanged;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class CameraHealthIT extends RegistryTest {
    @Autowired
    EventPublisher events;

    @Test
    void healthIsTheMainStreamsLatestWordAndSilenceIsUnknown() throws Exception {
        String code = freshCode();
        String silent = freshCode();
        post("/api/cameras", MANAGER, camera(code, "DJ-SEO", 127.38, 36.35));
        post("/api/cameras", MANAGER, camera(silent, "DJ-SEO", 127.38, 36.35));
        assertThat(health(code).get("cause").asString()).isEqualTo("NEVER_SEEN");
        Instant now = Instant.now();

        say(code, Stream.SUB, State.ONLINE, Cause.NONE, now);
        say(code, Stream.MAIN, State.OFFLINE, Cause.STALLED, now);
        say(code, Stream.MAIN, State.ONLINE, Cause.NONE, now.minusSeconds(30)); // comes late, is old
        say(silent, Stream.MAIN, State.ONLINE, Cause.NONE, now.minusSeconds(300));
        events.sendBytes(Topics.HEALTH, code, "{broken".getBytes()).get();
        say(silent, Stream.SUB, State.ONLINE, Cause.NONE, now);

        await().until(() -> health(code).get("state").asString().equals("OFFLINE"));
        await().until(() -> health(silent).get("cause").asString().equals("SILENCE"));
        assertThat(health(silent).get("state").asString()).isEqualTo("UNKNOWN");
        await().until(() -> !recordsOf(Topics.HEALTH + "-dlt", code).isEmpty());
        assertThat(health(code).get("cause").asString()).isEqualTo("STALLED");
    }

    private void say(String code, Stream stream, State state, Cause cause, Instant at) throws Exception {
        events.send(
                        Topics.HEALTH,
                        code,
                        new StreamHealthChanged(
                                UUID.randomUUID(), code, "DJ-SEO", stream, state, cause, "said by a test", at, at))
                .get();
    }

    private JsonNode health(String code) {
        return get("/api/cameras/" + code, OPERATOR).json().get("health");
    }
}
