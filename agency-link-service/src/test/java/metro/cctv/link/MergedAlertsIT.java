package metro.cctv.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.alert.AlertRaised;
import metro.cctv.contracts.alert.AlertSuppressed;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.detection.Box;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import tools.jackson.databind.JsonNode;

/** Neighbouring cameras that tell the same, and what raised no alert, as operators see them. */
class MergedAlertsIT extends LinkFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    JdbcConnectionDetails database;

    @Test
    void whatANeighbourTellsHangsOnTheFirst() {
        configure(
                camera("DJ-SEO-001", "DJ-SEO", 10),
                camera("DJ-SEO-002", "DJ-SEO", 60),
                camera("DJ-SEO-003", "DJ-SEO", 900),
                camera("DJ-JUNG-001", "DJ-JUNG", 20));
        String kim = operator("kim", "DJ-SEO");
        AlertRaised first = seen("DJ-SEO-001", "DJ-SEO");
        AlertRaised second = seen("DJ-SEO-002", "DJ-SEO");
        raise(first);
        raise(second);
        raise(seen("DJ-SEO-003", "DJ-SEO")); // far away
        raise(seen("DJ-JUNG-001", "DJ-JUNG")); // near, but other people's district
        events.send(Topics.ALERT, second.cameraId(), second).join();
        raise(alert("DJ-SEO-002", "DJ-SEO")); // after the second time; nobody knows who did it, so it stands alone

        JsonNode open = get("/api/alerts?state=open", kim).body().path("items");
        assertThat(open.valueStream().map(one -> one.path("cameraId").asString()))
                .containsExactlyInAnyOrder("DJ-SEO-001", "DJ-SEO-002", "DJ-SEO-003");
        assertThat(get("/api/alerts?state=all", kim).body().path("items"))
                .as("nothing is hidden from who asks for all")
                .hasSize(4);
        assertThat(get("/api/alerts?state=all", operator("lee", "DJ-JUNG"))
                        .body()
                        .path("items"))
                .hasSize(1);
        JsonNode lead = get("/api/alerts/" + first.alertId(), kim).body();
        assertThat(lead.path("merged")).hasSize(1);
        assertThat(lead.path("merged").path(0).path("alertId").asString())
                .isEqualTo(second.alertId().toString());
        assertThat(lead.path("merged").path(0).path("cameraName").asString()).isEqualTo("카메라 DJ-SEO-002");
        JsonNode part = get("/api/alerts/" + second.alertId(), kim).body();
        assertThat(part.path("mergedInto").asString()).isEqualTo(first.alertId().toString());
        Answer refused = post("/api/alerts/" + second.alertId() + "/acknowledge", null, kim);
        assertThat(refused.problem()).endsWith(":conflict");
        assertThat(refused.body().path("mergedInto").asString())
                .isEqualTo(first.alertId().toString());
        assertThat(get("/api/alerts/" + first.alertId() + "/history", kim)
                        .body()
                        .path("items")
                        .path(0)
                        .path("what")
                        .asString())
                .isEqualTo("alert.merged");
        assertThat(post("/api/alerts/" + first.alertId() + "/acknowledge", null, kim)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatIsDecidedTakesNothingMore() {
        configure(camera("DJ-SEO-001", "DJ-SEO", 10), camera("DJ-SEO-002", "DJ-SEO", 60));
        String kim = operator("kim", "DJ-SEO");
        AlertRaised first = seen("DJ-SEO-001", "DJ-SEO");
        raise(first);
        post("/api/alerts/" + first.alertId() + "/dismiss", "{\"reason\":\"a cat\"}", kim);
        AlertRaised second = seen("DJ-SEO-002", "DJ-SEO");
        raise(second);
        assertThat(get("/api/alerts/" + second.alertId(), kim)
                        .body()
                        .path("mergedInto")
                        .isNull())
                .isTrue();
    }

    /** A dismissal that is being written is waited for: else the fresh one would hang on what nobody looks at any more. */
    @Test
    void whatIsBeingDecidedTakesNothingMore() throws Exception {
        configure(camera("DJ-SEO-001", "DJ-SEO", 10), camera("DJ-SEO-002", "DJ-SEO", 60));
        AlertRaised first = seen("DJ-SEO-001", "DJ-SEO");
        raise(first);
        AlertRaised second = seen("DJ-SEO-002", "DJ-SEO");
        try (OwnConnection kim = OwnConnection.to(database).begin();
                OwnConnection watcher = OwnConnection.to(database)) {
            kim.execute("""
                    update alert set state = 'DISMISSED', handled_by = 'kim', handled_at = now(), dismiss_reason = 'a cat',
                      climbs_at = null, version = version + 1
                    """);
            events.send(Topics.ALERT, second.cameraId(), second).join();
            await("it waits for the decision").atMost(PATIENCE).until(() -> watcher.waiting("share of a") == 1);
            kim.connection().commit();
        }
        String open = "/api/alerts?state=open";
        await().untilAsserted(() -> assertThat(get(open, operator("kim", "DJ-SEO"))
                        .body()
                        .at("/items/0/alertId")
                        .asString())
                .isEqualTo(second.alertId().toString()));
    }

    @Test
    void whatRaisedNoAlertIsCountedWithItsReason() {
        configure(
                camera("DJ-SEO-001", "DJ-SEO", 10),
                camera("DJ-SEO-002", "DJ-SEO", 60),
                camera("DJ-JUNG-001", "DJ-JUNG", 2000));
        for (int i = 0; i < 3; i++) suppress(UUID.randomUUID(), "DJ-SEO-001", "DJ-SEO", Instant.now());
        UUID twice = UUID.randomUUID();
        suppress(twice, "DJ-SEO-001", "DJ-SEO", Instant.now());
        suppress(twice, "DJ-SEO-001", "DJ-SEO", Instant.now());
        suppress(UUID.randomUUID(), "DJ-SEO-001", "DJ-SEO", Instant.now().minusSeconds(7 * 3600));
        suppress(UUID.randomUUID(), "DJ-JUNG-001", "DJ-JUNG", Instant.now());
        raise(seen("DJ-SEO-001", "DJ-SEO"));
        raise(seen("DJ-SEO-002", "DJ-SEO"));
        String kim = operator("kim", "DJ-SEO");

        await().untilAsserted(() -> {
            JsonNode body =
                    get("/api/alerts/suppressed?hours=6", operator("city", "*")).body();
            assertThat(body.path("total").asLong()).isEqualTo(6);
        });
        JsonNode items = get("/api/alerts/suppressed?hours=6", kim).body().path("items");
        assertThat(items.valueStream()
                        .map(one -> String.join(
                                " ",
                                one.path("cameraId").asString(),
                                one.path("zoneName").asString(),
                                one.path("behaviour").asString(),
                                one.path("reason").asString(),
                                String.valueOf(one.path("count").asLong()))))
                .containsExactly(
                        "DJ-SEO-001 North gate INTRUSION COOL_DOWN 4", "DJ-SEO-002 North gate LOITERING NEIGHBOUR 1");
        assertThat(get("/api/alerts/suppressed", kim).body().path("total").asLong())
                .isEqualTo(6);
        assertThat(get("/api/alerts/suppressed", TokenFixture.bearer(Role.AUDITOR, "*"))
                        .status())
                .isEqualTo(403);
    }

    private void suppress(UUID id, String cameraId, String district, Instant at) {
        events.send(
                        Topics.SUPPRESSION,
                        cameraId,
                        new AlertSuppressed(
                                id,
                                cameraId,
                                district,
                                Behaviour.INTRUSION,
                                "gate",
                                "North gate",
                                AlertSuppressed.Reason.COOL_DOWN,
                                at))
                .join();
    }

    /** As {@link #alert}, with the person who did it. */
    private static AlertRaised seen(String cameraId, String district) {
        AlertRaised bare = alert(cameraId, district);
        return new AlertRaised(
                bare.alertId(),
                cameraId,
                district,
                bare.behaviour(),
                bare.zoneId(),
                bare.zoneName(),
                bare.startedAt(),
                bare.capturedAt(),
                bare.raisedAt(),
                bare.score(),
                bare.trackId(),
                List.of(new TrackedObject(bare.trackId(), ObjectClass.PERSON, 0.9, new Box(0.1, 0.1, 0.1, 0.2))),
                bare.modelName(),
                bare.modelSha256(),
                bare.ruleVersion(),
                bare.thresholds());
    }
}
