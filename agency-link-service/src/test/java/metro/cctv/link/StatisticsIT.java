package metro.cctv.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.audit.AccessAudited;
import metro.cctv.contracts.audit.AccessAudited.Result;
import metro.cctv.testkit.TokenFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Sums that equal their rows, and maps that give no small number away. */
class StatisticsIT extends LinkFixture {
    private static final String MANAGER = TokenFixture.bearer(Role.MANAGER, "*");
    private static final ZoneId CITY = ZoneId.of("Asia/Seoul");

    @BeforeEach
    void emptyUsage() {
        jdbc.sql("truncate usage_row, open_data").update();
    }

    @Test
    void usageEqualsTheAuditRowsOneByOne() {
        configure(camera("DJ-SEO-001", "DJ-SEO", 40));
        sent(Topics.AUDIT);
        // Rows of an earlier test may still be on their way.
        Instant begin = Instant.now();
        String since = "&from=" + begin + "&to=" + begin.plusSeconds(60);
        String report = """
                {"caseNo":"2026-112-%s","code":1,"kind":"강도","summary":"x","lon":%s,"lat":%s}
                """.formatted(System.nanoTime(), LON, LAT);
        post("/api/link/112/cases", report, police());
        post("/api/link/112/cases", report, police()); // refused: no use
        AccessAudited twice = view("DJ-JUNG", "playback of a case", "119", null, Instant.now());
        for (int i = 0; i < 2; i++)
            events.send(Topics.AUDIT, twice.objectId(), twice).join();
        events.send(Topics.AUDIT, "x", view("DJ-JUNG", null, null, null, Instant.now()))
                .join();

        await().untilAsserted(() -> {
            Map<String, Long> expected = new HashMap<>();
            Map<String, JsonNode> once = new HashMap<>();
            for (JsonNode row : sent(Topics.AUDIT)) once.put(row.path("auditId").asString(), row);
            for (JsonNode row : once.values())
                if (row.path("result").asString().equals("ALLOWED")
                        && !row.path("purpose").isNull()
                        && !Instant.parse(row.path("at").asString()).isBefore(begin))
                    expected.merge(key(row, "districtCode"), 1L, Long::sum);
            Map<String, Long> counted = new HashMap<>();
            JsonNode usage = get("/api/statistics/usage?by=district,purpose,agency" + since, MANAGER)
                    .body();
            for (JsonNode row : usage.path("items"))
                counted.put(key(row, "district"), row.path("count").asLong());
            assertThat(expected).hasSize(2).containsEntry("DJ-JUNG|playback of a case|119", 1L);
            assertThat(counted).isEqualTo(expected);
            assertThat(usage.path("total").asLong())
                    .isEqualTo(expected.values().stream().mapToLong(n -> n).sum());
        });
        JsonNode own = get("/api/statistics/usage?by=district" + since, TokenFixture.bearer(Role.LEAD, "DJ-SEO"))
                .body();
        assertThat(own.path("items")).hasSize(1);
        assertThat(own.path("items").path(0).path("district").asString()).isEqualTo("DJ-SEO");
        assertThat(get("/api/statistics/usage?by=person", MANAGER).status()).isEqualTo(422);
    }

    @Test
    void responseTimesAreCountedFromTheReport() {
        Instant opened = Instant.now().minusSeconds(600);
        for (int i = 1; i <= 3; i++) {
            UUID id = incident(opened, LON, "DJ-SEO");
            jdbc.sql("update incident set arrived_at = ? where incident_id = ?")
                    .params(java.sql.Timestamp.from(opened.plusSeconds(100L * i)), id)
                    .update();
            Instant seen = opened.plusSeconds(10L * i);
            // The centre's own by its id, an agency's by its number.
            String agency = i == 1 ? "112" : null;
            String caseNo = i == 1 ? "2026-1" : id.toString();
            if (agency != null)
                jdbc.sql("update incident set agency = ?, case_no = ? where incident_id = ?")
                        .params(agency, caseNo, id)
                        .update();
            events.send(Topics.AUDIT, "c", view("DJ-SEO", "p", agency, caseNo, seen.plusSeconds(5)))
                    .join();
            events.send(Topics.AUDIT, "c", view("DJ-SEO", "p", agency, caseNo, seen))
                    .join();
        }
        await().untilAsserted(() -> {
            JsonNode row = get("/api/statistics/response", MANAGER)
                    .body()
                    .path("items")
                    .path(0);
            assertThat(row.path("incidents").asLong()).isEqualTo(3);
            assertThat(row.path("videoP50S").asDouble()).isEqualTo(20.0);
            assertThat(row.path("videoP95S").asDouble()).isEqualTo(29.0);
            assertThat(row.path("arrivalP50S").asDouble()).isEqualTo(200.0);
        });
        assertThat(get("/api/statistics/response", TokenFixture.bearer(Role.LEAD, "DJ-YUS"))
                        .body()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void smallCellsAreNowhereNeitherOnTheMapNorInTheFile() throws IOException, InterruptedException {
        YearMonth last = lastMonth();
        Instant then = last.atDay(10).atStartOfDay(CITY).toInstant();
        for (int i = 0; i < 5; i++) incident(then, LON, "DJ-SEO");
        for (int i = 0; i < 4; i++) incident(then, LON + 0.02, "DJ-YUS");
        JsonNode map = get("/api/statistics/safety-map?month=" + last, MANAGER).body();
        assertThat(map.path("items")).hasSize(1);
        assertThat(map.path("items").path(0).path("count").asLong()).isEqualTo(5);
        assertThat(map.path("total").asLong())
                .as("gives the hidden four not away")
                .isEqualTo(5);

        assertThat(openData("", last)).isEqualTo("\uFEFF기준월,자치구코드,통계분류,건수\r\n" + last + ",DJ-SEO,재난·화재 대응,5\r\n");
        assertThat(openData("&sheet=cells", last))
                .isEqualTo("\uFEFF기준월,남서쪽경도,남서쪽위도,변길이도,건수\r\n" + last + ",127.380,36.350,0.005,5\r\n");
        for (String door : new String[] {
            "open-data.csv?month=" + last.plusMonths(1),
            "open-data.csv?month=" + last + "&sheet=people",
            "safety-map?month=" + last.plusMonths(2),
            "safety-map?month=may"
        }) assertThat(get("/api/statistics/" + door, MANAGER).status()).as(door).isEqualTo(422);
    }

    @Test
    void neitherTwoSheetsNorTwoAnswersCanBeSubtracted() throws IOException, InterruptedException {
        YearMonth last = lastMonth();
        Instant then = last.atDay(10).atStartOfDay(CITY).toInstant();
        for (int i = 0; i < 12; i++) incident(then, LON, "DJ-SEO");
        UUID lonely = incident(then, LON + 0.02, "DJ-SEO");
        String classes = openData("&sheet=classes", last);
        String cells = openData("&sheet=cells", last);
        assertThat(classes).as("thirteen of the district").endsWith(",10\r\n");
        assertThat(cells)
                .as("twelve of the cell: the one that is alone does not show in the difference")
                .endsWith(",10\r\n");

        jdbc.sql("update incident set lon = lon + 0.02 where incident_id in ("
                        + "select incident_id from incident where incident_id <> ? limit 8)")
                .param(lonely)
                .update();
        assertThat(openData("&sheet=cells", last))
                .as("what was given out stays: before and after a correction or purge are the same")
                .isEqualTo(cells);
        jdbc.sql("delete from incident where incident_id = ?").param(lonely).update();
        assertThat(openData("&sheet=classes", last)).isEqualTo(classes);
    }

    @Test
    void theRunningMonthIsLiveAndInFives() {
        YearMonth last = lastMonth();
        YearMonth running = last.plusMonths(1);
        Instant now = Instant.now();
        for (int i = 0; i < 4; i++) incident(now, LON, "DJ-SEO");
        assertThat(map(running).path("items")).isEmpty();
        incident(now, LON, "DJ-SEO");
        assertThat(map(running).path("running").asBoolean()).isTrue();
        assertThat(map(running).at("/items/0/count").asLong()).as("at once").isEqualTo(5);
        for (int i = 0; i < 4; i++) incident(now, LON, "DJ-SEO");
        assertThat(map(running).at("/items/0/count").asLong())
                .as("nobody counts along")
                .isEqualTo(5);
        assertThat(map(running).path("total").asLong()).isEqualTo(5);
        incident(now, LON, "DJ-SEO");
        assertThat(map(running).at("/items/0/count").asLong()).isEqualTo(10);
    }

    private JsonNode map(YearMonth month) {
        return get("/api/statistics/safety-map?month=" + month, MANAGER).body();
    }

    private String openData(String sheet, YearMonth month) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri("/api/statistics/open-data.csv?month=" + month + sheet))
                .header("Authorization", MANAGER)
                .build();
        var file = http().send(request, BodyHandlers.ofString());
        assertThat(file.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        return file.body();
    }

    @Test
    void hotSpotsAreCellsAndHoursAndNeverSmall() {
        YearMonth first = YearMonth.of(2026, 4);
        Instant evening = first.atDay(10).atTime(22, 30).atZone(CITY).toInstant();
        for (int i = 0; i < 7; i++) incident(evening, LON, "DJ-SEO");
        for (int i = 0; i < 4; i++) incident(evening.minusSeconds(6 * 3600), LON, "DJ-SEO");
        configure(camera("HERE-1", "DJ-SEO", 10));
        for (int i = 0; i < 4; i++) {
            var alert = alert("HERE-1", "DJ-SEO");
            raise(alert);
            jdbc.sql(
                            "update alert set raised_at = ?, state = ?, handled_by = 'kim', handled_at = now(), climbs_at = null, "
                                    + "dismiss_reason = ? where alert_id = ?")
                    .params(
                            java.sql.Timestamp.from(evening),
                            i < 3 ? "ACKNOWLEDGED" : "DISMISSED",
                            i < 3 ? "" : "cat",
                            alert.alertId())
                    .update();
        }
        JsonNode map = get("/api/statistics/hot-spots?quarter=2026-Q2", MANAGER).body();
        assertThat(map.path("items")).as(map.toString()).hasSize(1);
        assertThat(map.at("/items/0/fromHour").asInt()).isEqualTo(21);
        assertThat(map.at("/items/0/toHour").asInt()).isEqualTo(24);
        assertThat(map.at("/items/0/count").asLong())
                .as("seven incidents and three alerts")
                .isEqualTo(10);
        jdbc.sql("delete from alert where alert_id = (select alert_id from alert where state = 'ACKNOWLEDGED' limit 1)")
                .update();
        assertThat(get("/api/statistics/hot-spots?quarter=2026-Q2", MANAGER)
                        .body()
                        .at("/items/0/count")
                        .asLong())
                .as("nine, in fives")
                .isEqualTo(5);
        assertThat(get("/api/statistics/hot-spots?quarter=2026-Q1", MANAGER)
                        .body()
                        .path("items"))
                .isEmpty();
        for (String wrong : new String[] {"2099-Q4", "2026-5", "x"})
            assertThat(get("/api/statistics/hot-spots?quarter=" + wrong, MANAGER)
                            .status())
                    .isEqualTo(422);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"OPERATOR", "LEAD", "SECONDED_OFFICER", "MANAGER", "PRIVACY_OFFICER", "AUDITOR"},
            mode = EnumSource.Mode.EXCLUDE)
    void othersReadNoStatistics(Role role) {
        YearMonth last = lastMonth();
        String bearer = TokenFixture.bearer(role, "*");
        for (String door : new String[] {"usage", "response", "safety-map", "open-data.csv?month=" + last})
            assertThat(get("/api/statistics/" + door, bearer).status()).isEqualTo(403);
    }

    /** Read in the test: a month may end between two of them. */
    private static YearMonth lastMonth() {
        return YearMonth.now(CITY).minusMonths(1);
    }

    private UUID incident(Instant at, double lon, String district) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                insert into incident (incident_id, kind, raw_phrase, statistics_class, summary, status, district_code, lon, lat,
                  opened_at, opened_by, state, state_by, state_since)
                values (?, 'FIRE', '불났다', 'DISASTER_FIRE', 'x', 'OPEN', ?, ?, ?, ?, 'kim', 'REPORTED', 'kim', now())
                """)
                .params(id, district, lon, LAT, java.sql.Timestamp.from(at))
                .update();
        return id;
    }

    private static AccessAudited view(
            String district, @Nullable String purpose, @Nullable String agency, @Nullable String caseNo, Instant at) {
        return new AccessAudited(
                UUID.randomUUID(),
                at,
                "ingest",
                "someone",
                "OPERATOR",
                agency,
                "live.view",
                "camera",
                "DJ-X-001",
                district,
                purpose,
                caseNo,
                null,
                null,
                Result.ALLOWED,
                null);
    }

    private static String key(JsonNode row, String district) {
        String agency =
                row.path("agency").isNull() ? "CENTRE" : row.path("agency").asString();
        return row.path(district).asString() + "|" + row.path("purpose").asString() + "|" + agency;
    }
}
