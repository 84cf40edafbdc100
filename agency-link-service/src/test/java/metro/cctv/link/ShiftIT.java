package metro.cctv.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.alert.AlertRaised;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The queue by the clock and across shifts: no screen need be on for any of it. */
class ShiftIT extends LinkFixture {
    private static final String KIM = operator("kim", "DJ-SEO");
    private static final String LEE = operator("lee", "DJ-SEO");
    private static final String LEAD = "Bearer " + TokenFixture.token("park", Role.LEAD, null, "DJ-SEO");

    @Test
    void whatNobodyTouchesClimbsToTheLeadAndThenToTheManager() {
        sent(Topics.AUDIT);
        UUID id = raised();
        JsonNode fresh = alertOf(id);
        assertThat(fresh.path("level").asString()).isEqualTo("OPERATOR");
        due("climbs_at", id);
        await().untilAsserted(
                        () -> assertThat(alertOf(id).path("level").asString()).isEqualTo("LEAD"));
        assertThat(alertOf(id).path("levelSince").asString())
                .isGreaterThan(fresh.path("levelSince").asString());
        due("climbs_at", id);
        await().untilAsserted(
                        () -> assertThat(alertOf(id).path("level").asString()).isEqualTo("MANAGER"));
        assertThat(jdbc.sql("select count(*) from alert where climbs_at is null and alert_id = ?")
                        .param(id)
                        .query(Long.class)
                        .single())
                .as("nobody is above")
                .isEqualTo(1);
        assertThat(history(id)).containsExactly("alert.climbed LEAD", "alert.climbed MANAGER");
        await().untilAsserted(() -> assertThat(sent(Topics.AUDIT))
                .filteredOn(row -> row.path("action").asString().equals("alert.climbed"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.path("subject").asString()).isEqualTo("clock")));
    }

    @Test
    void whoeverTouchesItStopsTheClock() {
        UUID id = raised();
        post("/api/alerts/" + id + "/claim", null, KIM);
        assertThat(jdbc.sql("select count(*) from alert where climbs_at is null and alert_id = ?")
                        .param(id)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aClaimRunsOutAndTheClockGoesOnWhereItWas() {
        UUID id = raised();
        post("/api/alerts/" + id + "/claim", null, KIM);
        Answer other = post("/api/alerts/" + id + "/acknowledge", null, LEE);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem()).endsWith(":alert-already-handled");
        assertThat(other.body().path("handledBy").asString()).isEqualTo("kim");
        due("claim_ends_at", id);
        await().untilAsserted(
                        () -> assertThat(alertOf(id).path("state").asString()).isEqualTo("NEW"));
        assertThat(jdbc.sql("select count(*) from alert where climbs_at > now() and alert_id = ?")
                        .param(id)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(post("/api/alerts/" + id + "/claim", null, LEE)
                        .body()
                        .path("handledBy")
                        .asString())
                .isEqualTo("lee");
        assertThat(history(id)).containsExactly("alert.claim ", "alert.claim-ended kim", "alert.claim ");
    }

    @Test
    void ofManyHandsAtOnceOneHoldsIt() throws Exception {
        UUID id = raised();
        int hands = 8;
        var start = new CyclicBarrier(hands);
        List<Callable<Answer>> claims = new ArrayList<>();
        for (int i = 0; i < hands; i++) {
            String bearer = operator("op" + i, "DJ-SEO");
            claims.add(() -> {
                start.await(10, TimeUnit.SECONDS);
                return post("/api/alerts/" + id + "/claim", null, bearer);
            });
        }
        List<Answer> answers = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(hands)) {
            for (var answer : pool.invokeAll(claims, 20, TimeUnit.SECONDS)) answers.add(answer.get());
        }
        String holder = alertOf(id).path("handledBy").asString();
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer ->
                        assertThat(answer.body().path("handledBy").asString()).isEqualTo(holder));
    }

    @Test
    void atTheEndOfAShiftEverythingOpenGoesOn() {
        configure(camera("DJ-SEO-001", "DJ-SEO", 10));
        sent(Topics.AUDIT);
        UUID claimed = raised();
        UUID acknowledged = raised();
        UUID dismissed = raised();
        UUID escalated = raised();
        post("/api/alerts/" + claimed + "/claim", null, KIM);
        post("/api/alerts/" + acknowledged + "/acknowledge", null, KIM);
        post("/api/alerts/" + dismissed + "/dismiss", "{\"reason\":\"cat\"}", KIM);
        String incident = post("/api/alerts/" + escalated + "/escalate", null, KIM)
                .body()
                .path("incidentId")
                .asString();
        assertThat(get("/api/incidents/" + incident, LEE).body().path("holder").asString())
                .isEqualTo("kim");

        Answer given = post("/api/handovers", "{\"to\":\"lee\",\"note\":\"gate is open\"}", KIM);
        assertThat(given.status()).isEqualTo(201);
        assertThat(given.body().path("alerts")).hasSize(2);
        assertThat(given.body().path("incidents").path(0).asString()).isEqualTo(incident);
        assertThat(alertOf(claimed).path("handledBy").asString()).isEqualTo("lee");
        assertThat(alertOf(claimed).path("state").asString()).isEqualTo("CLAIMED");
        assertThat(alertOf(acknowledged).path("handledBy").asString()).isEqualTo("lee");
        assertThat(alertOf(dismissed).path("handledBy").asString()).isEqualTo("kim");
        assertThat(get("/api/incidents/" + incident, KIM).body().path("holder").asString())
                .isEqualTo("lee");
        for (String both : List.of(KIM, LEE))
            assertThat(get("/api/handovers", both)
                            .body()
                            .path("items")
                            .path(0)
                            .path("note")
                            .asString())
                    .isEqualTo("gate is open");
        assertThat(get("/api/handovers", operator("choi", "DJ-SEO")).body().path("items"))
                .isEmpty();
        await().untilAsserted(() -> assertThat(sent(Topics.AUDIT))
                .extracting(row -> row.path("action").asString())
                .contains("shift.hand-over"));

        assertThat(post("/api/handovers", "{\"from\":\"lee\"}", KIM).status()).isEqualTo(403);
        Answer back = post("/api/handovers", "{\"from\":\"lee\"}", LEAD);
        assertThat(back.body().path("alerts")).hasSize(2);
        assertThat(alertOf(claimed).path("state").asString()).isEqualTo("NEW");
        assertThat(alertOf(acknowledged).path("state").asString()).isEqualTo("NEW");
        assertThat(get("/api/incidents/" + incident, KIM).body().path("holder").isNull())
                .isTrue();
        assertThat(post("/api/incidents/" + incident + "/take", null, LEE)
                        .body()
                        .path("holder")
                        .asString())
                .isEqualTo("lee");
        String abroad = "Bearer " + TokenFixture.token("far", Role.LEAD, null, "DJ-YUS");
        assertThat(post("/api/handovers", "{\"from\":\"lee\"}", abroad).body().path("incidents"))
                .as("only of one's own districts")
                .isEmpty();
    }

    @Test
    void workGoesOnlyToSomebodyWhoWorksHereAndThere() {
        configure(camera("DJ-SEO-001", "DJ-SEO", 10));
        UUID claimed = raised();
        post("/api/alerts/" + claimed + "/claim", null, KIM);
        Answer unknown = post("/api/handovers", "{\"to\":\"leee\"}", KIM);
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.problem()).endsWith(":invalid-field");
        get("/api/alerts", operator("far", "DJ-YUS"));
        get("/api/alerts", "Bearer " + TokenFixture.token("choi", Role.MANAGER, null, "DJ-SEO"));
        get("/api/alerts", LEE);
        assertThat(post("/api/handovers", "{\"to\":\"far\"}", KIM)
                        .body()
                        .path("detail")
                        .asString())
                .isEqualTo("to: far does not work in DJ-SEO.");
        assertThat(post("/api/handovers", "{\"to\":\"choi\"}", KIM).status())
                .as("reads the queue, but does not work on it")
                .isEqualTo(422);
        assertThat(alertOf(claimed).path("handledBy").asString())
                .as("nothing went anywhere")
                .isEqualTo("kim");
        jdbc.sql("update colleague set seen_at = now() - interval '25 hours' where name = 'lee'")
                .update();
        assertThat(post("/api/handovers", "{\"to\":\"lee\"}", KIM).status())
                .as("gone for a day")
                .isEqualTo(422);
        jdbc.sql("update colleague set seen_at = now() - interval '31 days' where name = 'far'")
                .update();
        get("/api/alerts", LEE);
        assertThat(jdbc.sql("select name from colleague where name in ('far', 'lee')")
                        .query(String.class)
                        .list())
                .as("nobody is remembered for longer than a month")
                .containsExactly("lee");
        assertThat(get("/api/handovers/receivers", KIM).body().path("items").findValuesAsString("name"))
                .containsExactly("lee");
        assertThat(post("/api/handovers", "{\"to\":\"lee\"}", KIM).status()).isEqualTo(201);
        assertThat(alertOf(claimed).path("handledBy").asString()).isEqualTo("lee");
    }

    @Test
    void theChecklistKeepsItsOrderWhereItMustAndClosesWithTheIncident() {
        configure(camera("DJ-SEO-001", "DJ-SEO", 10));
        JsonNode opened = post(
                        "/api/incidents",
                        "{\"kind\":\"화재가 났다\",\"summary\":\"x\",\"lon\":%s,\"lat\":%s}".formatted(LON, LAT),
                        KIM)
                .body();
        String path = "/api/incidents/" + opened.path("incidentId").asString();
        assertThat(opened.path("checklist").path("source").asString()).contains("sample procedure");
        assertThat(opened.path("checklist").path("items").findValuesAsString("code"))
                .startsWith("look", "notify-119", "share");

        Answer early = check(path, "notify-119", true);
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.problem()).endsWith(":checklist-order");
        assertThat(early.body().path("items").path(0).asString()).isEqualTo("look");
        assertThat(check(path, "people", true).status()).as("in any order").isEqualTo(200);
        check(path, "look", true);
        JsonNode done = check(path, "notify-119", true)
                .body()
                .path("checklist")
                .path("items")
                .path(1);
        assertThat(done.path("done").asBoolean()).isTrue();
        assertThat(done.path("by").asString()).isEqualTo("kim");
        assertThat(done.path("at").isNull()).isFalse();
        assertThat(check(path, "look", false).status()).as("others rest on it").isEqualTo(409);
        check(path, "notify-119", false);
        assertThat(check(path, "look", false)
                        .body()
                        .path("checklist")
                        .path("items")
                        .path(0)
                        .path("done")
                        .asBoolean())
                .isFalse();
        assertThat(check(path, "no-such", true).status()).isEqualTo(404);
        assertThat(get(path, KIM).body().path("timeline").findValuesAsString("what"))
                .contains("checklist.done", "checklist.undone");
        post(path + "/close", "{\"reason\":\"SOLVED\"}", KIM);
        assertThat(check(path, "look", true).problem()).endsWith(":case-closed");
    }

    private Answer check(String path, String item, boolean done) {
        return send("PUT", path + "/checklist/" + item, "{\"done\":" + done + "}", KIM, Map.of());
    }

    private UUID raised() {
        AlertRaised alert = alert("DJ-SEO-001", "DJ-SEO");
        raise(alert);
        return alert.alertId();
    }

    private JsonNode alertOf(UUID id) {
        return get("/api/alerts/" + id, KIM).body();
    }

    private List<String> history(UUID id) {
        List<String> steps = new ArrayList<>();
        for (JsonNode entry : get("/api/alerts/" + id + "/history", KIM).body().path("items"))
            steps.add(entry.path("what").asString() + " " + entry.path("detail").asString());
        return steps;
    }

    private void due(String column, UUID id) {
        jdbc.sql("update alert set " + column + " = now() - interval '1 second' where alert_id = ?")
                .param(id)
                .update();
    }
}
