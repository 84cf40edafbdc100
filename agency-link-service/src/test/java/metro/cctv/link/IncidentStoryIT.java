package metro.cctv.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An incident of the centre from the report to the end, with agencies coming and going. */
class IncidentStoryIT extends LinkFixture {
    private static final String KIM = operator("kim", "DJ-SEO");

    @Test
    void fromTheReportToTheEnd() {
        configure(camera("DJ-SEO-001", "DJ-SEO", 40), camera("DJ-SEO-002", "DJ-SEO", 90));
        sent(Topics.INCIDENT);
        sent(Topics.GRANT);
        sent(Topics.AUDIT);
        JsonNode opened = post("/api/incidents", incident("불났다"), KIM).body();
        String path = "/api/incidents/" + opened.path("incidentId").asString();
        assertThat(opened.path("kind").asString()).isEqualTo("FIRE");
        assertThat(opened.path("rawPhrase").asString()).isEqualTo("불났다");
        assertThat(opened.path("statisticsClass").asString()).isEqualTo("DISASTER_FIRE");
        assertThat(opened.path("state").asString()).isEqualTo("REPORTED");

        Answer early = post(path + "/agencies", "{\"agency\":\"119\"}", KIM);
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.problem()).endsWith(":incident-step-refused");
        assertThat(early.body().path("state").asString()).isEqualTo("REPORTED");

        assertThat(state(post(path + "/confirm", null, KIM))).isEqualTo("CONFIRMED");
        assertThat(post(path + "/agencies", "{\"agency\":\"999\"}", KIM).status())
                .isEqualTo(404);
        assertThat(state(post(path + "/agencies", "{\"agency\":\"119\"}", KIM))).isEqualTo("SHARED");
        await().untilAsserted(() -> assertThat(grants("119", "ACTIVE")).isEqualTo(2));
        JsonNode taking = get(path + "/agencies", KIM).body();
        assertThat(taking.path("items").path(0).path("part").asString()).isEqualTo("LEAD");
        assertThat(taking.path("items").path(0).path("cameras").asInt()).isEqualTo(2);
        assertThat(taking.path("items").path(0).path("expiresAt").isNull()).isFalse();
        assertThat(taking.path("addable").toString()).doesNotContain("119").contains("112");
        assertThat(get(path + "/cameras", KIM)
                        .body()
                        .path("items")
                        .path(0)
                        .path("sharedWith")
                        .toString())
                .isEqualTo("[\"119\",\"CENTRE\"]");
        for (int look = 0; look < 12; look++)
            assertThat(get(path + "/cameras", KIM).status())
                    .as("more looks than there are connections to the database")
                    .isEqualTo(200);

        JsonNode joint = post(path + "/join", "{\"agency\":\"112\"}", KIM).body();
        assertThat(joint.path("marks").toString()).isEqualTo("[\"JOINT\"]");
        await().untilAsserted(() -> assertThat(grants("112", "ACTIVE")).isEqualTo(2));
        JsonNode given = post(path + "/transfer", "{\"agency\":\"112\",\"reason\":\"arson\"}", KIM)
                .body();
        assertThat(given.path("marks").toString()).isEqualTo("[\"TRANSFERRED\",\"JOINT\"]");
        assertThat(given.path("agencies").findValuesAsString("agency")).containsExactly("119", "112", "112");
        await().untilAsserted(() -> assertThat(grants("119", "REVOKED")).isEqualTo(2));

        assertThat(state(post(path + "/respond", "{\"reason\":\"car 12\"}", KIM)))
                .isEqualTo("RESPONDING");
        assertThat(post(path + "/arrive", "{\"reason\":\"car 12\"}", KIM)
                        .body()
                        .path("arrivedAt")
                        .isNull())
                .isFalse();
        post(path + "/wide-area", "{\"reason\":\"smoke over Yuseong\"}", KIM);
        post(path + "/code", "{\"code\":1,\"reason\":\"people inside\"}", KIM);
        JsonNode coded = post(path + "/code", "{\"code\":0,\"reason\":\"spreading\"}", KIM)
                .body();
        assertThat(coded.path("code").asInt()).isZero();
        assertThat(coded.path("codes").findValuesAsString("why")).containsExactly("people inside", "spreading");
        post(path + "/notes", "{\"text\":\"caller 010-1234-5678 waits outside\"}", KIM);
        JsonNode corrected = send("PATCH", path, "{\"kind\":\"CRIME\",\"summary\":\"arson\"}", KIM, Map.of())
                .body();
        assertThat(corrected.path("statisticsClass").asString()).isEqualTo("OTHER");
        assertThat(corrected.path("rawPhrase").asString()).as("kept as said").isEqualTo("불났다");

        assertThat(post(path + "/close", "{\"reason\":\"done\"}", KIM).status()).isEqualTo(422);
        JsonNode closed = post(path + "/close", "{\"reason\":\"SOLVED\",\"remark\":\"put out\"}", KIM)
                .body();
        assertThat(closed.path("status").asString()).isEqualTo("CLOSED");
        assertThat(closed.path("closeReason").asString()).isEqualTo("SOLVED");
        assertThat(closed.path("closeRemark").asString()).isEqualTo("put out");
        assertThat(closed.path("agencies").path(2).path("until").isNull()).isFalse();
        await().untilAsserted(() -> {
            assertThat(grants("112", "REVOKED")).isEqualTo(4);
            assertThat(grants("CENTRE", "REVOKED")).isEqualTo(2);
        });
        await().untilAsserted(() -> {
            assertThat(rows(path, "grant.issue"))
                    .as("each right that begins has its row")
                    .isEqualTo(8);
            assertThat(rows(path, "grant.end"))
                    .as("and each that is taken away")
                    .isEqualTo(8);
        });
        closedIsReadOnly(path);
        theEventsTellIt();
        theAgenciesWereTold();
        assertThat(texts(get(path + "/timeline?limit=3", KIM).body().path("items"), "what"))
                .containsExactly("incident.opened", "cameras.granted", "incident.confirmed");
        String next = get(path + "/timeline?limit=3", KIM).body().path("next").asString();
        JsonNode rest = get(path + "/timeline?after=" + next, KIM).body();
        assertThat(texts(rest.path("items"), "what"))
                .containsExactly(
                        "incident.shared",
                        "incident.shared",
                        "incident.transferred",
                        "incident.responding",
                        "incident.arrived",
                        "incident.widened",
                        "incident.code",
                        "incident.code",
                        "incident.note",
                        "incident.corrected",
                        "incident.closed");
        assertThat(rest.toString()).contains("[removed]").doesNotContain("1234-5678");
    }

    /** Whoever got the case has no number for it, and whoever gave it away takes no part: the centre ends it. */
    @Test
    void theCentreClosesACaseThatItsAgencyHandedOver() {
        configure(camera("HERE-1", "DJ-SEO", 50));
        String caseNo = "2026-T-" + System.nanoTime();
        String path = "/api/incidents/"
                + post(
                                "/api/link/112/cases",
                                "{\"caseNo\":\"%s\",\"code\":1,\"kind\":\"FIRE\",\"summary\":\"x\",\"lon\":%s,\"lat\":%s}"
                                        .formatted(caseNo, LON, LAT),
                                police())
                        .body()
                        .path("incidentId")
                        .asString();
        assertThat(post(path + "/close", "{\"reason\":\"SOLVED\"}", KIM).status())
                .as("its own agency closes it")
                .isEqualTo(403);
        assertThat(post(path + "/transfer", "{\"agency\":\"119\",\"reason\":\"a fire\"}", KIM)
                        .status())
                .isEqualTo(200);
        Answer late = post("/api/link/112/cases/" + caseNo + "/close", "{\"reason\":\"SOLVED\"}", police());
        assertThat(late.problem()).endsWith(":case-closed");
        assertThat(get(path, KIM).body().path("status").asString()).isEqualTo("OPEN");
        assertThat(post(path + "/close", "{\"reason\":\"HANDED_OVER\"}", KIM)
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("CLOSED");
        assertThat(jdbc.sql("select count(*) from access_grant where state <> 'REVOKED'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(get("/api/link/feed", TokenFixture.bearer(Role.FIRE_119))
                        .body()
                        .path("items")
                        .findValuesAsString("type"))
                .containsExactly("incident.shared", "incident.closed");
    }

    private void closedIsReadOnly(String path) {
        for (var step : Map.of(
                        "/confirm", "{}",
                        "/agencies", "{\"agency\":\"119\"}",
                        "/join", "{\"agency\":\"119\"}",
                        "/transfer", "{\"agency\":\"119\",\"reason\":\"x\"}",
                        "/respond", "{\"reason\":\"x\"}",
                        "/arrive", "{\"reason\":\"x\"}",
                        "/wide-area", "{\"reason\":\"x\"}",
                        "/code", "{\"code\":2,\"reason\":\"x\"}",
                        "/notes", "{\"text\":\"x\"}",
                        "/close", "{\"reason\":\"SOLVED\"}")
                .entrySet())
            assertThat(post(path + step.getKey(), step.getValue(), KIM).problem())
                    .as(step.getKey())
                    .endsWith(":case-closed");
        assertThat(send("PATCH", path, "{\"summary\":\"x\"}", KIM, Map.of()).problem())
                .endsWith(":case-closed");
        assertThat(send("DELETE", path + "/agencies/112", null, KIM, Map.of()).problem())
                .endsWith(":case-closed");
    }

    private void theEventsTellIt() {
        await().untilAsserted(() -> assertThat(texts(sent(Topics.INCIDENT), "state"))
                .containsExactly(
                        "REPORTED",
                        "CONFIRMED",
                        "SHARED",
                        "SHARED",
                        "SHARED",
                        "RESPONDING",
                        "RESPONDING",
                        "RESPONDING",
                        "RESPONDING",
                        "RESPONDING",
                        "RESPONDING",
                        "CLOSED"));
        JsonNode last = sent(Topics.INCIDENT).getLast();
        assertThat(last.path("closeReason").asString()).isEqualTo("SOLVED");
        assertThat(last.path("code").asInt()).isZero();
        assertThat(last.toString()).as("free words stay at home").doesNotContain("불났다");
        await().untilAsserted(() -> assertThat(texts(sent(Topics.AUDIT), "action"))
                .contains(
                        "incident.open",
                        "incident.confirm",
                        "incident.share",
                        "incident.join",
                        "incident.transfer",
                        "incident.respond",
                        "incident.arrive",
                        "incident.widen",
                        "incident.code",
                        "incident.note",
                        "incident.correct",
                        "incident.close"));
    }

    private void theAgenciesWereTold() {
        JsonNode fire =
                get("/api/link/feed", TokenFixture.bearer(Role.FIRE_119)).body();
        assertThat(texts(fire.path("items"), "type")).containsExactly("incident.shared", "incident.unshared");
        JsonNode police = get("/api/link/feed", police()).body();
        assertThat(texts(police.path("items"), "type"))
                .containsExactly("incident.shared", "incident.unshared", "incident.shared", "incident.closed");
        assertThat(police.toString()).doesNotContain("ticket");
    }

    @Test
    void whatIsUnsharedIsOnlyConfirmedAgainAndMayBeSharedAgain() {
        configure(camera("DJ-SEO-001", "DJ-SEO", 40));
        sent(Topics.GRANT);
        String path = "/api/incidents/"
                + post("/api/incidents", incident("강도"), KIM)
                        .body()
                        .path("incidentId")
                        .asString();
        post(path + "/confirm", null, KIM);
        post(path + "/agencies", "{\"agency\":\"112\"}", KIM);
        Answer alone = send("DELETE", path + "/agencies/112", null, KIM, Map.of());
        assertThat(state(alone)).isEqualTo("CONFIRMED");
        await().untilAsserted(() -> assertThat(grants("112", "REVOKED")).isEqualTo(1));
        assertThat(state(post(path + "/agencies", "{\"agency\":\"112\"}", KIM))).isEqualTo("SHARED");
        await().untilAsserted(() -> assertThat(grants("112", "ACTIVE")).isEqualTo(2));
        Answer again = post(path + "/agencies", "{\"agency\":\"112\"}", KIM);
        assertThat(again.status()).as("prolongs").isEqualTo(200);
        assertThat(again.body().path("agencies")).hasSize(2);
    }

    @Test
    void anAgencysOwnCaseIsSharedFromTheStartAndItsOwnToEnd() {
        configure(camera("DJ-SEO-001", "DJ-SEO", 40));
        String report = """
                {"caseNo":"2026-112-7","code":2,"kind":"편의점 강도","summary":"x","lon":%s,"lat":%s}
                """.formatted(LON, LAT);
        String id = post("/api/link/112/cases", report, police())
                .body()
                .path("incidentId")
                .asString();
        JsonNode seen = get("/api/incidents/" + id, KIM).body();
        assertThat(seen.path("state").asString()).isEqualTo("SHARED");
        assertThat(seen.path("codes").path(0).path("code").asInt()).isEqualTo(2);
        assertThat(send("DELETE", "/api/incidents/" + id + "/agencies/112", null, KIM, Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(post("/api/incidents/" + id + "/join", "{\"agency\":\"119\"}", KIM)
                        .status())
                .isEqualTo(200);
        assertThat(post("/api/incidents/" + id + "/confirm", null, operator("park", "DJ-YUS"))
                        .status())
                .isEqualTo(404);
        Answer wrong = post("/api/link/112/cases/2026-112-7/close", "{\"reason\":\"so so\"}", police());
        assertThat(wrong.status()).isEqualTo(422);
        Answer closed = post("/api/link/112/cases/2026-112-7/close", "{\"reason\":\"withdrawn\"}", police());
        assertThat(closed.body().path("closeReason").asString()).isEqualTo("WITHDRAWN");
        assertThat(texts(
                        get("/api/link/feed", TokenFixture.bearer(Role.FIRE_119))
                                .body()
                                .path("items"),
                        "type"))
                .containsExactly("incident.shared", "incident.closed");
    }

    @Test
    void whoeverGetsItArrivesForItself() {
        configure(camera("DJ-SEO-001", "DJ-SEO", 40));
        String path = "/api/incidents/"
                + post("/api/incidents", incident("불났다"), KIM)
                        .body()
                        .path("incidentId")
                        .asString();
        post(path + "/confirm", null, KIM);
        post(path + "/agencies", "{\"agency\":\"119\"}", KIM);
        post(path + "/respond", "{\"reason\":\"engine 3\"}", KIM);
        post(path + "/arrive", "{\"reason\":\"engine 3\"}", KIM);
        String first = arrivals();
        post(path + "/transfer", "{\"agency\":\"112\",\"reason\":\"arson\"}", KIM);
        JsonNode again = post(path + "/respond", "{\"reason\":\"car 12\"}", KIM).body();
        assertThat(again.path("arrivedAt").isNull())
                .as("the car is only on its way")
                .isTrue();
        for (int i = 0; i < 2; i++)
            assertThat(post(path + "/arrive", "{\"reason\":\"car 12\"}", KIM)
                            .body()
                            .path("arrivedAt")
                            .isNull())
                    .isFalse();
        assertThat(arrivals()).as("the first help counts").isEqualTo(first);
        assertThat(jdbc.sql("select count(*) from incident_entry where what = 'incident.arrived'")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    private String arrivals() {
        return jdbc.sql("select string_agg(arrived_at::text, ',') from incident")
                .query(String.class)
                .single();
    }

    private long rows(String path, String action) {
        return sent(Topics.AUDIT).stream()
                .filter(row -> row.path("action").asString().equals(action)
                        && path.endsWith(row.path("caseNo").asString()))
                .count();
    }

    private long grants(String agency, String state) {
        return sent(Topics.GRANT).stream()
                .filter(grant -> grant.path("agency").asString().equals(agency)
                        && grant.path("state").asString().equals(state))
                .count();
    }

    private static String state(Answer answer) {
        return answer.body().path("state").asString();
    }

    private static String incident(String kind) {
        return """
                {"kind":"%s","summary":"behind the station","lon":%s,"lat":%s}
                """.formatted(kind, LON, LAT);
    }

    private static List<String> texts(Iterable<JsonNode> nodes, String field) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(node -> node.path(field).asString())
                .toList();
    }
}
