package metro.cctv.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import metro.cctv.contracts.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Somebody flees through three districts, and the centre is always told which camera comes next. */
class PursuitIT extends LinkFixture {
    private static final String KIM = operator("kim", "DJ-SEO");
    private static final double STEP_M = 300;
    /** Northwards, each looking back south. */
    private static final List<String> ROUTE =
            List.of("DJ-SEO-001", "DJ-SEO-002", "DJ-YUS-001", "DJ-YUS-002", "DJ-DAE-001", "DJ-DAE-002");

    @BeforeEach
    void cameras() {
        for (int i = 0; i < ROUTE.size(); i++)
            configure(camera(ROUTE.get(i), ROUTE.get(i).substring(0, 6), STEP_M * i));
        configure(camera("DJ-SEO-009", "DJ-SEO", -400));
    }

    @Test
    void theNextCameraIsAlwaysNamedThroughThreeDistricts() {
        sent(Topics.AUDIT);
        String path = opened();
        jdbc.sql("update incident set opened_at = opened_at - interval '10 minutes'")
                .update();
        JsonNode still = get(path + "/pursuit", KIM).body();
        assertThat(still.path("headingDeg").isNull()).isTrue();
        assertThat(still.path("way")).hasSize(1);
        assertThat(ids(still.path("holding"))).containsExactly("DJ-SEO-001");
        assertThat(ids(still.path("next"))).as("the nearest, whichever way").contains("DJ-SEO-002", "DJ-SEO-009");

        for (int i = 1; i < ROUTE.size() - 1; i++) {
            Answer seen = seen(path, STEP_M * i - 50);
            assertThat(seen.status()).as(seen.body().toString()).isEqualTo(200);
            assertThat(seen.body().at("/target/moves").asInt()).isEqualTo(i);
            JsonNode pursuit = get(path + "/pursuit", KIM).body();
            double off = Math.abs(pursuit.path("headingDeg").asDouble() - 180);
            assertThat(off).as("northwards").isGreaterThan(179);
            assertThat(ids(pursuit.path("holding"))).containsExactly(ROUTE.get(i));
            assertThat(pursuit.at("/holding/0/open").asBoolean()).isTrue();
            assertThat(pursuit.at("/next/0/cameraId").asString()).isEqualTo(ROUTE.get(i + 1));
            assertThat(ids(pursuit.path("next"))).as("not back").doesNotContain("DJ-SEO-009", ROUTE.get(i - 1));
            assertThat(pursuit.path("way")).hasSize(i + 1);
            assertThat(pursuit.at("/lastSeen/lat").asDouble()).isGreaterThan(LAT);
        }
        assertThat(ids(get(path + "/cameras", KIM).body().path("items"), "camera"))
                .as("and may be looked at, in whichever district")
                .contains("DJ-DAE-001");
        await().untilAsserted(() -> assertThat(sent(Topics.AUDIT))
                .filteredOn(row -> row.path("action").asString().equals("incident.sighting"))
                .hasSize(ROUTE.size() - 2));
    }

    @Test
    void nothingIsFollowedAfterTheEnd() {
        String path = opened();
        seen(path, 250);
        assertThat(jdbc.sql("select count(*) from incident_sighting")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        post(path + "/close", "{\"reason\":\"SOLVED\"}", KIM);
        assertThat(jdbc.sql("select count(*) from incident_sighting")
                        .query(Long.class)
                        .single())
                .isZero();
        JsonNode over = get(path + "/pursuit", KIM).body();
        assertThat(over.path("holding")).isEmpty();
        assertThat(over.path("next")).isEmpty();
        assertThat(seen(path, 300).problem()).endsWith(":case-closed");
    }

    @Test
    void onlyTheNewestOfTheWayAreKept() {
        String path = opened();
        for (int i = 1; i <= 53; i++) seen(path, 10 * i);
        JsonNode way = get(path + "/pursuit", KIM).body().path("way");
        assertThat(way).as("fifty, and the place of the report").hasSize(51);
        assertThat(way.get(50).path("lat").asDouble())
                .isGreaterThan(way.get(1).path("lat").asDouble());
    }

    @Test
    void anAgencySaysWhereItsOwnTargetIsAndNobodySeesItOutsideOfTheCity() {
        String report = """
                {"caseNo":"2026-112-%s","code":1,"kind":"강도","summary":"x","lon":%s,"lat":%s}
                """.formatted(System.nanoTime(), LON, LAT);
        String id = post("/api/link/112/cases", report, police())
                .body()
                .path("incidentId")
                .asString();
        assertThat(seen("/api/incidents/" + id, 250).status()).isEqualTo(403);
        Answer outside = post(opened() + "/sightings", "{\"lon\":126.9,\"lat\":37.5}", KIM);
        assertThat(outside.status()).isEqualTo(422);
        String here = opened();
        Answer tooFar = seen(here, 8_000);
        assertThat(tooFar.status()).as("as if any street could be watched").isEqualTo(422);
        assertThat(tooFar.body().path("detail").asString()).contains("70 m for each second");
        assertThat(seen(here, 700).status()).isEqualTo(200);
        assertThat(post(opened() + "/sightings", "{\"lon\":127.38}", KIM).status())
                .isEqualTo(422);
    }

    private String opened() {
        String body = "{\"kind\":\"강도\",\"summary\":\"runs\",\"lon\":%s,\"lat\":%s}".formatted(LON, LAT - metres(50));
        return "/api/incidents/"
                + post("/api/incidents", body, KIM).body().path("incidentId").asString();
    }

    private Answer seen(String path, double northM) {
        return post(path + "/sightings", "{\"lon\":%s,\"lat\":%s}".formatted(LON, LAT + metres(northM)), KIM);
    }

    private static double metres(double north) {
        return north / 110_961.0;
    }

    private static List<String> ids(JsonNode cameras) {
        return cameras.valueStream()
                .map(camera -> camera.path("cameraId").asString())
                .toList();
    }

    private static List<String> ids(JsonNode items, String field) {
        return items.valueStream()
                .map(item -> item.path(field).path("cameraId").asString())
                .toList();
    }
}
