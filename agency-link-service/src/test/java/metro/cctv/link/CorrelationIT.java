package metro.cctv.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.alert.AlertRaised;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What several sides tell of one place and moment becomes one incident, and an operator takes out what is something else. */
class CorrelationIT extends LinkFixture {
    private static final String KIM = operator("kim", "DJ-SEO");
    /** New signals are looked at every two seconds. */
    private static final Duration A_FEW_ROUNDS = Duration.ofSeconds(60);

    @Test
    void anAlertThatCameFirstAndACaseBelongToWhatWasOpenedThere() {
        configure(camera("DJ-SEO-001", "DJ-SEO", 10), camera("DJ-SEO-002", "DJ-SEO", 900));
        AlertRaised near = alert("DJ-SEO-001", "DJ-SEO");
        AlertRaised far = alert("DJ-SEO-002", "DJ-SEO");
        raise(near);
        raise(far);
        String id = open("robbery", LAT);
        assertThat(post("/api/link/112/cases", caseJson("A-1", "robbery"), police())
                        .status())
                .isEqualTo(201);
        assertThat(post("/api/link/112/cases", caseJson("TEST-2", "robbery"), police())
                        .status())
                .isEqualTo(201);

        await().atMost(A_FEW_ROUNDS)
                .untilAsserted(() -> assertThat(joined(id).path("items")).hasSize(2));
        // The oldest first: when a later one has been joined, those before it have been looked at.
        AlertRaised later = alert("DJ-SEO-001", "DJ-SEO");
        raise(later);
        await().atMost(A_FEW_ROUNDS)
                .untilAsserted(() -> assertThat(joined(id).path("items")).hasSize(3));
        assertThat(joined(id).at("/items/2/signalId").asString())
                .isEqualTo(later.alertId().toString());
        JsonNode items = joined(id).path("items");
        JsonNode alert = items.at("/0/kind").asString().equals("ALERT") ? items.get(0) : items.get(1);
        JsonNode other = alert == items.get(0) ? items.get(1) : items.get(0);
        assertThat(alert.path("signalId").asString()).isEqualTo(near.alertId().toString());
        assertThat(alert.path("distanceM").asInt()).isBetween(9, 11);
        assertThat(alert.path("rule").asString()).isEqualTo("near-and-soon/1");
        assertThat(other.path("kind").asString()).isEqualTo("CASE");
        assertThat(joined(other.path("signalId").asString())
                        .at("/partOf/incidentId")
                        .asString())
                .isEqualTo(id);
    }

    /** More alerts than one look takes, of another place: they must not stand before the one that belongs here. */
    @Test
    void aStormElsewhereHidesNothing() {
        configure(camera("DJ-SEO-001", "DJ-SEO", 10), camera("DJ-SEO-002", "DJ-SEO", 900));
        raise(alert("DJ-SEO-002", "DJ-SEO"));
        jdbc.sql("""
                insert into alert (alert_id, camera_id, district_code, raised_at, raised, state, received_at, level_since)
                select gen_random_uuid(), camera_id, district_code, raised_at, raised, 'NEW', now(), now()
                from alert, generate_series(1, 600)
                """).update();
        String id = open("robbery", LAT);
        raise(alert("DJ-SEO-001", "DJ-SEO"));
        await().atMost(A_FEW_ROUNDS)
                .untilAsserted(() -> assertThat(joined(id).path("items")).hasSize(1));
    }

    @Test
    void whatMovedIsWhereItIsNow() {
        configure(camera("DJ-SEO-001", "DJ-SEO", 10), camera("DJ-SEO-002", "DJ-SEO", 900));
        String id = open("robbery", LAT);
        jdbc.sql("insert into case_target (incident_id, lon, lat, at, moves) values (cast(? as uuid), ?, ?, now(), 1)")
                .params(id, LON, LAT + 900 / 110_961.0)
                .update();
        raise(alert("DJ-SEO-001", "DJ-SEO"));
        AlertRaised there = alert("DJ-SEO-002", "DJ-SEO");
        raise(there);
        await().atMost(A_FEW_ROUNDS)
                .untilAsserted(() -> assertThat(joined(id).path("items")).hasSize(1));
        assertThat(joined(id).at("/items/0/signalId").asString())
                .isEqualTo(there.alertId().toString());
    }

    @Test
    void whatIsTakenOutStaysOutWithItsReasonAndAPersonsName() {
        configure(camera("DJ-SEO-001", "DJ-SEO", 10));
        sent(Topics.AUDIT);
        raise(alert("DJ-SEO-001", "DJ-SEO"));
        String id = open("robbery", LAT);
        await().atMost(A_FEW_ROUNDS)
                .untilAsserted(() -> assertThat(joined(id).path("items")).hasSize(1));
        String path = "/api/incidents/" + id + "/joined/"
                + joined(id).at("/items/0/joinId").asString() + "/take-out";
        String body = "{\"reason\":\"a dog, not the robber\"}";
        assertThat(post(path, "{\"reason\":\" \"}", KIM).status()).isEqualTo(422);
        assertThat(post(path, body, operator("lee", "DJ-JUNG")).status()).isEqualTo(404);
        Answer out = post(path, body, KIM);
        assertThat(out.status()).isEqualTo(200);
        assertThat(out.body().path("state").asString()).isEqualTo("TAKEN_OUT");
        assertThat(out.body().path("takenOutBy").asString()).isEqualTo("kim");
        assertThat(post(path, body, KIM).status()).as("again").isEqualTo(200);
        // Another that comes is joined, so the clock has looked since.
        raise(alert("DJ-SEO-001", "DJ-SEO"));
        await().atMost(A_FEW_ROUNDS)
                .untilAsserted(() -> assertThat(joined(id).path("items")).hasSize(2));
        assertThat(joined(id).at("/items/0/state").asString()).isEqualTo("TAKEN_OUT");
        assertThat(joined(id).at("/items/1/state").asString()).isEqualTo("JOINED");
        await().atMost(A_FEW_ROUNDS)
                .untilAsserted(() -> assertThat(sent(Topics.AUDIT))
                        .filteredOn(row -> row.path("action").asString().equals("incident.take-out"))
                        .hasSize(1));
        String unknown = "/api/incidents/" + id + "/joined/" + UUID.randomUUID() + "/take-out";
        assertThat(post(unknown, body, KIM).status()).isEqualTo(404);
    }

    private String open(String kind, double lat) {
        Answer opened = post(
                "/api/incidents",
                "{\"kind\":\"%s\",\"summary\":\"x\",\"lon\":%s,\"lat\":%s}".formatted(kind, LON, lat),
                KIM);
        assertThat(opened.status()).as(opened.body().toString()).isBetween(200, 201);
        return opened.body().path("incidentId").asString();
    }

    private static String caseJson(String number, String kind) {
        return "{\"caseNo\":\"%s\",\"code\":1,\"kind\":\"%s\",\"summary\":\"x\",\"lon\":%s,\"lat\":%s}"
                .formatted(number, kind, LON, LAT);
    }

    private JsonNode joined(String incidentId) {
        return get("/api/incidents/" + incidentId + "/joined", KIM).body();
    }
}
