package metro.cctv.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The other way: from the centre to the rooms, and their receipts back. */
class ReportIT extends LinkFixture {
    private static final String KIM = operator("kim", "DJ-SEO");
    private static final String FIRE_ROOM = TokenFixture.bearer(Role.FIRE_119);

    private String incident = "";

    @BeforeEach
    void incident() {
        configure(camera("HERE-1", "DJ-SEO", 50));
        incident = "/api/incidents/"
                + post(
                                "/api/incidents",
                                "{\"kind\":\"불났다\",\"summary\":\"x\",\"lon\":%s,\"lat\":%s}".formatted(LON, LAT),
                                KIM)
                        .body()
                        .path("incidentId")
                        .asString();
    }

    @Test
    void aReportGoesToTheRoomAndItsNumberComesBack() {
        sent(Topics.AUDIT);
        Answer filed = file("119", "smoke on floor 3, call 010-1234-5678", "");
        assertThat(filed.status()).as(filed.body().toString()).isEqualTo(201);
        assertThat(filed.body().path("state").asString()).isEqualTo("FILED");
        JsonNode told = get("/api/link/feed", FIRE_ROOM).body().at("/items/0");
        assertThat(told.path("type").asString()).isEqualTo("report.filed");
        assertThat(told.at("/data/category").asString()).isEqualTo("FIRE");
        assertThat(told.at("/data/text").asString())
                .as("the telephone number of whoever called does not go along")
                .isEqualTo("smoke on floor 3, call [removed]");
        assertThat(told.at("/data/lon").asDouble()).isEqualTo(LON);
        String door = told.at("/data/receipt").asString();

        assertThat(post(door, "{\"receiptNo\":\"119-7\"}", police()).status()).isEqualTo(403);
        assertThat(post(door.replace("/119/", "/112/"), "{\"receiptNo\":\"119-7\"}", police())
                        .status())
                .as("another agency's report is none")
                .isEqualTo(404);
        assertThat(post(door, "{\"receiptNo\":\"119-7\"}", FIRE_ROOM)
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("RECEIVED");
        assertThat(post(door, "{\"receiptNo\":\"119-7\"}", FIRE_ROOM).status())
                .as("told twice, as deliveries may be")
                .isEqualTo(200);
        assertThat(post(door, "{\"receiptNo\":\"119-8\"}", FIRE_ROOM).status()).isEqualTo(409);
        JsonNode shown = get(incident + "/reports", KIM).body().path("items");
        assertThat(shown).hasSize(1);
        assertThat(shown.at("/0/receiptNo").asString()).isEqualTo("119-7");
        assertThat(get(incident + "/timeline", KIM).body().path("items").findValuesAsString("what"))
                .containsSubsequence("report.filed", "report.received");
        await().untilAsserted(() -> assertThat(sent(Topics.AUDIT))
                .extracting(row -> row.path("action").asString())
                .contains("report.file", "report.receive"));
    }

    @Test
    void eachRoomHasItsForm() {
        assertThat(file("112", "x", "").body().path("detail").asString()).startsWith("code:");
        assertThat(file("112", "x", ",\"code\":1").status()).isEqualTo(201);
        assertThat(get("/api/link/feed", police())
                        .body()
                        .at("/items/0/data/code")
                        .asInt())
                .isEqualTo(1);
        assertThat(file("119", "x", ",\"code\":1").status()).isEqualTo(422);
        assertThat(file("JUSTICE", "x", "").body().path("detail").asString()).startsWith("agency:");
        post(incident + "/close", "{\"reason\":\"SOLVED\"}", KIM);
        assertThat(file("119", "x", "").problem()).endsWith(":case-closed");
    }

    @Test
    void withoutAReceiptInTimeThePeopleOfTheCentreAreTold() {
        String id = file("119", "x", "").body().path("reportId").asString();
        jdbc.sql("update incident_report set answer_by = now() - interval '1 second'")
                .update();
        await().untilAsserted(() -> assertThat(get(incident + "/reports", KIM)
                        .body()
                        .at("/items/0/state")
                        .asString())
                .isEqualTo("UNANSWERED"));
        assertThat(get(incident, KIM).body().path("timeline").findValuesAsString("what"))
                .contains("report.unanswered");
        post(incident + "/close", "{\"reason\":\"SOLVED\"}", KIM);
        assertThat(post("/api/link/119/reports/" + id + "/receipt", "{\"receiptNo\":\"119-9\"}", FIRE_ROOM)
                        .body()
                        .path("state")
                        .asString())
                .as("late is better than never")
                .isEqualTo("RECEIVED");
    }

    private Answer file(String agency, String text, String more) {
        return post(incident + "/reports", "{\"agency\":\"%s\",\"text\":\"%s\"%s}".formatted(agency, text, more), KIM);
    }
}
