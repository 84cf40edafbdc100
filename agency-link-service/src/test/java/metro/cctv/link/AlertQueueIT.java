package metro.cctv.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.alert.AlertRaised;
import metro.cctv.contracts.health.StreamHealthChanged;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The queue as operators see it. */
class AlertQueueIT extends LinkFixture {

    @Test
    void anAlertIsOneAlertHoweverOftenItComes() {
        configure(camera("DJ-SEO-001", "DJ-SEO", 10));
        AlertRaised alert = alert("DJ-SEO-001", "DJ-SEO");
        raise(alert);
        events.send(Topics.ALERT, alert.cameraId(), alert).join();
        raise(alert("DJ-SEO-001", "DJ-SEO")); // same partition: when it is here, the second copy was read

        Answer list = get("/api/alerts?state=open", operator("kim", "DJ-SEO"));
        assertThat(list.body().path("items")).hasSize(2);
        Answer one = get("/api/alerts/" + alert.alertId(), operator("kim", "DJ-SEO"));
        assertThat(one.body().path("state").asString()).isEqualTo("NEW");
        assertThat(one.body().path("cameraName").asString()).isEqualTo("카메라 DJ-SEO-001");
        assertThat(one.body().path("lon").asDouble()).isEqualTo(LON);
        assertThat(one.body().path("thresholds").path("dwellSeconds").asDouble())
                .isEqualTo(10.0);
    }

    @Test
    void poisonIsParkedAndTheNextAlertComes() {
        sent(Topics.ALERT + Topics.DEAD_LETTER_SUFFIX);
        sent(Topics.HEALTH + Topics.DEAD_LETTER_SUFFIX);
        AlertRaised next = alert("DJ-SEO-001", "DJ-SEO");
        events.sendBytes(Topics.ALERT, next.cameraId(), "{\"alertId\":7}".getBytes(StandardCharsets.UTF_8))
                .join();
        raise(next);
        events.sendBytes(Topics.HEALTH, "DJ-SEO-001", "{\"state\":\"WELL\"}".getBytes(StandardCharsets.UTF_8))
                .join();
        health("DJ-SEO-001", "DJ-SEO", StreamHealthChanged.State.CONNECTING);
        await().untilAsserted(() -> {
            assertThat(sent(Topics.ALERT + Topics.DEAD_LETTER_SUFFIX)).hasSize(1);
            assertThat(sent(Topics.HEALTH + Topics.DEAD_LETTER_SUFFIX)).hasSize(1);
        });
    }

    @Test
    void pagesFollowOneAnother() {
        for (int i = 0; i < 5; i++) raise(alert("DJ-SEO-001", "DJ-SEO"));
        Answer first = get("/api/alerts?limit=3", operator("kim", "DJ-SEO"));
        String next = first.body().path("next").asString();
        Answer second = get("/api/alerts?limit=3&cursor=" + next, operator("kim", "DJ-SEO"));
        assertThat(first.body().path("items")).hasSize(3);
        assertThat(second.body().path("items")).hasSize(2);
        assertThat(second.body().path("next").isNull()).isTrue();
        assertThat(get("/api/alerts?cursor=xyz", operator("kim", "DJ-SEO")).status())
                .isEqualTo(422);
    }

    @Test
    void anotherDistrictsAlertDoesNotExist() {
        AlertRaised alert = alert("DJ-JUNG-001", "DJ-JUNG");
        raise(alert);
        String path = "/api/alerts/" + alert.alertId();
        String kim = operator("kim", "DJ-SEO");
        assertThat(get(path, kim).status()).isEqualTo(404);
        assertThat(post(path + "/acknowledge", null, kim).status()).isEqualTo(404);
        assertThat(post(path + "/escalate", null, kim).status()).isEqualTo(404);
        assertThat(get("/api/alerts?district=DJ-JUNG", kim).body().path("items"))
                .isEmpty();
        assertThat(get(path, null).status()).isEqualTo(401);
        assertThat(get(path, operator("city", "*")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"OPERATOR", "LEAD", "SECONDED_OFFICER"},
            mode = EnumSource.Mode.EXCLUDE)
    void othersDoNotHandleAlerts(Role role) {
        AlertRaised alert = alert("DJ-SEO-001", "DJ-SEO");
        raise(alert);
        String path = "/api/alerts/" + alert.alertId();
        String bearer = TokenFixture.bearer(role, "*");
        assertThat(get(path, bearer).status()).isEqualTo(role == Role.MANAGER ? 200 : 403);
        for (String step : List.of("claim", "acknowledge", "escalate"))
            assertThat(post(path + "/" + step, null, bearer).status()).isEqualTo(403);
        assertThat(post(path + "/dismiss", "{\"reason\":\"x\"}", bearer).status())
                .isEqualTo(403);
    }

    @Test
    void ofTwoAtOnceOneWins() throws Exception {
        for (int round = 0; round < 5; round++) {
            AlertRaised alert = alert("DJ-SEO-001", "DJ-SEO");
            raise(alert);
            var start = new CyclicBarrier(2);
            try (var pool = Executors.newFixedThreadPool(2)) {
                Callable<Answer> kim = () -> acknowledge(alert.alertId(), "kim", start);
                Callable<Answer> lee = () -> acknowledge(alert.alertId(), "lee", start);
                List<Future<Answer>> answers = pool.invokeAll(List.of(kim, lee), 20, TimeUnit.SECONDS);
                List<Answer> both = List.of(answers.get(0).get(), answers.get(1).get());
                assertThat(both).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
                assertThat(both)
                        .filteredOn(a -> a.status() == 409)
                        .first()
                        .satisfies(a -> assertThat(a.problem()).endsWith(":alert-already-handled"));
            }
        }
    }

    @Test
    void escalationOpensAnIncidentWithCamerasAndTellsTheAgency() {
        configure(camera("DJ-SEO-001", "DJ-SEO", 10), camera("DJ-SEO-002", "DJ-SEO", 60));
        sent(Topics.GRANT);
        AlertRaised alert = alert("DJ-SEO-001", "DJ-SEO");
        raise(alert);
        String kim = operator("kim", "DJ-SEO");
        Answer escalated = post("/api/alerts/" + alert.alertId() + "/escalate", null, kim);
        assertThat(escalated.status()).isEqualTo(200);
        assertThat(escalated.body().path("state").asString()).isEqualTo("ESCALATED");
        String incidentId = escalated.body().path("incidentId").asString();
        assertThat(post("/api/alerts/" + alert.alertId() + "/escalate", null, kim)
                        .body()
                        .path("incidentId")
                        .asString())
                .isEqualTo(incidentId);

        Answer incident = get("/api/incidents/" + incidentId, kim);
        assertThat(incident.body().path("kind").asString()).isEqualTo("LOITERING");
        assertThat(incident.body().path("status").asString()).isEqualTo("OPEN");
        assertThat(incident.body().path("state").asString())
                .as("whoever escalates has looked")
                .isEqualTo("CONFIRMED");
        assertThat(incident.body().path("timeline")).hasSize(3);
        Answer cameras = get("/api/incidents/" + incidentId + "/cameras", kim);
        assertThat(cameras.body().path("items")).hasSize(2);
        assertThat(cameras.body()
                        .path("items")
                        .path(0)
                        .path("camera")
                        .path("cameraId")
                        .asString())
                .isEqualTo("DJ-SEO-001");
        assertThat(get("/api/incidents/" + incidentId, operator("lee", "DJ-JUNG"))
                        .status())
                .isEqualTo(404);
        await().untilAsserted(() -> assertThat(sent(Topics.GRANT)).hasSize(2).allSatisfy(grant -> {
            assertThat(grant.path("agency").asString()).isEqualTo("CENTRE");
            assertThat(grant.path("role").asString()).isEqualTo("OPERATOR");
            assertThat(grant.path("caseNo").asString()).isEqualTo(incidentId);
        }));
        assertThat(get("/api/link/feed", police())
                        .body()
                        .path("items")
                        .path(0)
                        .path("type")
                        .asString())
                .isEqualTo("alert.escalated");

        assertThat(post(
                                "/api/incidents/" + incidentId + "/close",
                                "{\"reason\":\"UNVERIFIABLE\",\"remark\":\"nothing found\"}",
                                kim)
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("CLOSED");
        assertThat(post("/api/incidents/" + incidentId + "/close", "{\"reason\":\"SOLVED\"}", kim)
                        .problem())
                .endsWith(":case-closed");
        await().untilAsserted(() -> assertThat(sent(Topics.GRANT))
                .filteredOn(grant -> grant.path("state").asString().equals("REVOKED"))
                .hasSize(2));
    }

    @Test
    void anOperatorOpensIncidentsOnlyAtHome() {
        configure(camera("DJ-SEO-001", "DJ-SEO", 10));
        String body = """
                {"kind":"수상한 사람","summary":"At the gate","lon":%s,"lat":%s}
                """.formatted(LON, LAT);
        Answer opened = post("/api/incidents", body, operator("kim", "DJ-SEO"));
        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.body().path("kind").asString()).isEqualTo("LOITERING");
        assertThat(opened.body().path("rawPhrase").asString()).isEqualTo("수상한 사람");
        assertThat(post("/api/incidents", body, operator("lee", "DJ-JUNG")).status())
                .isEqualTo(403);
        assertThat(get("/api/incidents", operator("kim", "DJ-SEO")).body().path("items"))
                .hasSize(1);
        assertThat(get("/api/incidents?status=all", operator("lee", "DJ-JUNG"))
                        .body()
                        .path("items"))
                .isEmpty();
    }

    private Answer acknowledge(UUID alertId, String who, CyclicBarrier start) throws Exception {
        start.await(10, TimeUnit.SECONDS);
        return send("POST", "/api/alerts/" + alertId + "/acknowledge", null, operator(who, "DJ-SEO"), Map.of());
    }
}
