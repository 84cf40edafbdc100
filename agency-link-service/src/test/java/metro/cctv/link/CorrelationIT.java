package metro.cctv.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.alert.AlertRaised;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two events within 200 m and five minutes are one incident, with the reasons; anything else is another. */
class CorrelationIT extends LinkFixture {
    private static final String KIM = operator("kim", "DJ-SEO");

    @BeforeEach
    void cameras() {
        configure(
                camera("NEAR-0", "DJ-SEO", 0),
                camera("NEAR-190", "DJ-SEO", 190),
                camera("FAR-210", "DJ-SEO", 210),
                camera("OTHER-100", "DJ-YUS", 100));
    }

    @Test
    void twoAlertsOfOnePlaceAndTimeAreOneIncident() {
        sent(Topics.AUDIT);
        String first = escalated("NEAR-0", KIM);
        String second = escalated("NEAR-190", KIM);
        assertThat(second).isEqualTo(first);
        JsonNode timeline = get("/api/incidents/" + first, KIM).body().path("timeline");
        assertThat(timeline.valueStream()
                        .filter(entry -> entry.path("what").asString().equals("event.joined"))
                        .map(entry -> entry.path("detail").asString())
                        .toList())
                .as("why")
                .singleElement()
                .asString()
                .contains("LOITERING", "NEAR-190", "190 m");
        assertThat(escalated("FAR-210", KIM)).as("210 m away").isNotEqualTo(first);
        await().untilAsserted(() -> assertThat(sent(Topics.AUDIT))
                .filteredOn(row -> row.path("action").asString().equals("incident.join-event"))
                .hasSize(1));
    }

    @Test
    void afterFiveMinutesItIsAnother() {
        String first = escalated("NEAR-0", KIM);
        jdbc.sql("update incident set opened_at = opened_at - interval '6 minutes'")
                .update();
        String second = escalated("NEAR-190", KIM);
        assertThat(second).isNotEqualTo(first);
        assertThat(escalated("NEAR-190", KIM)).as("of two, the one of now").isEqualTo(second);
    }

    @Test
    void whatIsClosedForeignOrAnAgencysIsJoinedByNothing() {
        String first = escalated("NEAR-0", KIM);
        post("/api/incidents/" + first + "/close", "{\"reason\":\"SOLVED\"}", KIM);
        String second = escalated("NEAR-0", KIM);
        assertThat(second).isNotEqualTo(first);
        assertThat(escalated("OTHER-100", operator("lee", "DJ-YUS")))
                .as("nobody is led into an incident that is not theirs to see")
                .isNotEqualTo(second);
        post("/api/incidents/" + second + "/close", "{\"reason\":\"SOLVED\"}", KIM);
        String report = """
                {"caseNo":"2026-112-%s","code":1,"kind":"강도","summary":"x","lon":%s,"lat":%s}
                """.formatted(System.nanoTime(), LON, LAT);
        String agencys = post("/api/link/112/cases", report, police())
                .body()
                .path("incidentId")
                .asString();
        assertThat(escalated("NEAR-0", KIM)).isNotEqualTo(agencys);
    }

    @Test
    void aSensorsFireIsConfirmedAndTakenByWhoeverSeesItOnACamera() {
        String sensors = "Bearer " + TokenFixture.token("sensors", Role.ALARM_SOURCE, "IOT_FIRE");
        post(
                "/api/link/fire-sensors",
                "{\"sensorId\":\"S-1\",\"building\":\"Town hall\",\"lon\":%s,\"lat\":%s}".formatted(LON, LAT),
                sensors);
        String fire = jdbc.sql("select incident_id::text from fire")
                .query(String.class)
                .single();
        assertThat(escalated("NEAR-0", KIM)).isEqualTo(fire);
        JsonNode incident = get("/api/incidents/" + fire, KIM).body();
        assertThat(incident.path("state").asString()).isEqualTo("CONFIRMED");
        assertThat(incident.path("holder").asString()).isEqualTo("kim");
        assertThat(incident.path("kind").asString()).isEqualTo("FIRE");
    }

    private String escalated(String cameraId, String bearer) {
        AlertRaised alert = alert(cameraId, cameraId.startsWith("OTHER") ? "DJ-YUS" : "DJ-SEO");
        raise(alert);
        Answer answer = post("/api/alerts/" + alert.alertId() + "/escalate", null, bearer);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        String incident = answer.body().path("incidentId").asString();
        assertThat(UUID.fromString(incident)).isNotNull();
        return incident;
    }
}
