package metro.cctv.registry.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.registry.RegistryTest;
import metro.cctv.testkit.TokenFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Files in and out by the doors, on two square districts far from everybody else's. */
class SiteImportIT extends RegistryTest {
    private static final String CITY_A = "Bearer " + TokenFixture.token("manager-a", Role.MANAGER, null, "QI-AAA");

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ImportJobStore jobs;

    @Autowired
    SiteProperties properties;

    @BeforeEach
    void twoDistricts() {
        district("QI-AAA", "9990001", 120.0);
        district("QI-BBB", null, 120.1);
    }

    @AfterEach
    void forget() {
        await().until(() -> jobs.waiting() == 0);
        jdbc.sql("delete from camera where district_code like 'QI-%'").update();
        jdbc.sql("delete from site").update();
        jdbc.sql("delete from import_job").update();
        jdbc.sql("delete from district where code like 'QI-%'").update();
        assertThat(properties.spoolFolder().toFile().list()).isNullOrEmpty();
    }

    @Test
    void aFileIsAJobWhoseCamerasArePlannedAndTold() {
        Answer begun = upload("standard", false, MANAGER, "text/csv", utf8(twoRows()));

        assertThat(begun.status()).isEqualTo(202);
        String id = begun.json().get("jobId").asString();
        assertThat(begun.response().getHeaders().getLocation()).hasPath("/api/cameras/import/" + id);
        JsonNode job = done(id);
        assertThat(counts(job)).containsExactly(2, 2, 2, 0, 0, 0);
        assertThat(job.get("cameras").asInt()).isEqualTo(5);
        assertThat(job.get("columns").asInt()).isEqualTo(18);
        assertThat(job.get("encoding").asString()).isEqualTo("UTF-8");
        assertThat(job.get("bytesDone").asLong()).isEqualTo(job.get("bytes").asLong());

        JsonNode camera = get("/api/cameras/9990001-A-1-02", MANAGER).json();
        assertThat(camera.get("state").asString()).isEqualTo("PLANNED");
        assertThat(camera.get("districtCode").asString()).isEqualTo("QI-AAA");
        assertThat(camera.get("name").asString()).isEqualTo("시험시 가구 나로 134-1 2번");
        assertThat(camera.get("siteId").asString()).isEqualTo("9990001-A-1");
        assertThat(camera.get("mainStream").isNull()).isTrue();
        assertThat(get("/api/cameras/9990001-A-1-02/history", MANAGER)
                        .json()
                        .get("items")
                        .get(0)
                        .get("what")
                        .asString())
                .isEqualTo("IMPORTED");
        await().until(() -> !recordsOf(Topics.CAMERA, "9990001-A-1-02").isEmpty());
        await().until(() -> !recordsOf(Topics.AUDIT, id).isEmpty());
    }

    @Test
    void theSameFileAgainChangesNothing() {
        done(upload("standard", false, MANAGER, "text/csv", utf8(twoRows())));
        long version = version("9990001-A-1-01");

        JsonNode again = done(upload("standard", false, MANAGER, "text/csv", utf8(twoRows())));

        assertThat(counts(again)).containsExactly(2, 2, 0, 0, 2, 0);
        assertThat(version("9990001-A-1-01")).isEqualTo(version);
    }

    @Test
    void aDryRunSaysWhatWouldBeAndWritesNothing() {
        JsonNode tried = done(upload("standard", true, MANAGER, "text/csv", utf8(twoRows())));

        assertThat(counts(tried)).containsExactly(2, 2, 2, 0, 0, 0);
        assertThat(get("/api/cameras/9990001-A-1-01", MANAGER).status()).isEqualTo(404);
        assertThat(jdbc.sql("select count(*) from site").query(Integer.class).single())
                .isZero();
    }

    @Test
    void aNewerFileChangesWhatItSaysAndLeavesWhatPeopleKnow() {
        done(upload("standard", false, MANAGER, "text/csv", utf8(twoRows())));
        call(HttpMethod.PATCH, "/api/cameras/9990001-A-1-01", MANAGER, "{\"headingDeg\": 45, \"name\": \"정문\"}");
        String newer = StandardFile.eighteen()
                .row(Map.of(
                        StandardColumn.MANAGEMENT_NO, "A-1",
                        StandardColumn.CAMERAS, "3",
                        StandardColumn.PURPOSE, "불법주정차",
                        StandardColumn.ROAD_ADDRESS, "시험시 가구 나로 136"))
                .text();

        JsonNode job = done(upload("standard", false, MANAGER, "text/csv", utf8(newer)));

        assertThat(counts(job)).containsExactly(1, 1, 0, 1, 0, 0);
        JsonNode first = get("/api/cameras/9990001-A-1-01", MANAGER).json();
        assertThat(first.get("name").asString()).isEqualTo("정문");
        assertThat(first.get("headingDeg").asDouble()).isEqualTo(45);
        assertThat(first.get("purpose").asString()).isEqualTo("TRAFFIC_ENFORCEMENT");
        assertThat(first.get("purposeSubtype").asString()).isEqualTo("불법주정차");
        assertThat(get("/api/cameras/9990001-A-1-03", MANAGER)
                        .json()
                        .get("name")
                        .asString())
                .isEqualTo("시험시 가구 나로 136 3번");
        JsonNode report = report(job);
        assertThat(report.valueStream().map(line -> line.get("code").asString()))
                .containsExactlyInAnyOrder("purpose-alias", "vanished");
        JsonNode vanished = report.get(report.size() - 1);
        assertThat(vanished.get("row").isNull()).isTrue();
        assertThat(vanished.get("value").asString()).isEqualTo("관-2");
        assertThat(vanished.get("reason").asString()).contains("nothing was changed");
    }

    @Test
    void badRowsAreNamedAndTheOthersAreTaken() {
        String text = StandardFile.eighteen()
                .row(Map.of(StandardColumn.MANAGEMENT_NO, "A-1"))
                .row(Map.of(StandardColumn.MANAGEMENT_NO, "A-2", StandardColumn.PURPOSE, "=SUM(1;2)"))
                .raw("")
                .row(Map.of(StandardColumn.MANAGEMENT_NO, "A-1"))
                .row(Map.of(
                        StandardColumn.MANAGEMENT_NO, "A-3", StandardColumn.LAT, "120.05", StandardColumn.LON, "30.05"))
                .text();

        JsonNode job = done(upload("standard", false, MANAGER, "text/csv", utf8(text)));

        assertThat(counts(job)).containsExactly(4, 4, 2, 0, 0, 2);
        assertThat(job.get("warnings").asInt()).isEqualTo(1);
        String id = job.get("jobId").asString();
        JsonNode first =
                get("/api/cameras/import/" + id + "/errors?limit=1", MANAGER).json();
        assertThat(first.get("items").get(0).get("row").asInt()).isEqualTo(3);
        assertThat(first.get("items").get(0).get("column").asString()).isEqualTo("설치목적구분");
        assertThat(first.get("items").get(0).get("severity").asString()).isEqualTo("REFUSED");
        JsonNode rest = get(
                        "/api/cameras/import/" + id + "/errors?limit=9&cursor="
                                + first.get("next").asString(),
                        MANAGER)
                .json();
        assertThat(rest.get("items")
                        .valueStream()
                        .map(line ->
                                line.get("row").asInt() + " " + line.get("code").asString()))
                .containsExactly("5 duplicate", "6 coordinates-swapped");
        assertThat(rest.get("next").isNull()).isTrue();
        String csv = new String(
                get("/api/cameras/import/" + id + "/errors.csv", MANAGER).bytes(), StandardCharsets.UTF_8);
        assertThat(csv.lines().skip(1).findFirst().orElseThrow())
                .startsWith("3,설치목적구분,'=SUM(1;2),REFUSED,unknown-purpose,");
        assertThat(get("/api/cameras/import/" + id + "/errors?cursor=x", MANAGER)
                        .problem())
                .isEqualTo("bad-request");
    }

    @Test
    void aLongFileIsTakenAndToldInItsOrder() {
        StandardFile file = StandardFile.eighteen();
        int rows = 4 * properties.chunkRows();
        List<Integer> wrong = new ArrayList<>();
        for (int n = 0; n < rows; n++) {
            boolean bad = n % 97 == 5;
            if (bad) wrong.add(n + 2);
            file.row(Map.of(
                    StandardColumn.MANAGEMENT_NO, "L-" + n,
                    StandardColumn.PURPOSE, bad ? "구경" : "생활방범",
                    StandardColumn.LAT, "30.0" + (10_000 + n)));
        }

        JsonNode job = done(upload("standard", false, MANAGER, "text/csv", utf8(file.text())));

        assertThat(counts(job)).containsExactly(rows, rows, rows - wrong.size(), 0, 0, wrong.size());
        assertThat(report(job).valueStream().map(line -> line.get("row").asInt()))
                .containsExactlyElementsOf(wrong);
    }

    /** Without numbers a row's site is told by what earlier rows made at its place. */
    @Test
    void aLongFileWithoutNumbersKnowsItsPlacesAgain() {
        StandardFile file = StandardFile.thirteen();
        int rows = properties.chunkRows() + 20;
        for (int n = 0; n < rows; n++)
            file.row(Map.of(StandardColumn.LAT, "30.0" + (10_000 + n % properties.chunkRows())));

        assertThat(counts(done(upload("standard", false, MANAGER, "text/csv", utf8(file.text())))))
                .containsExactly(rows, rows, rows, 0, 0, 0);
        assertThat(counts(done(upload("standard", false, MANAGER, "text/csv", utf8(file.text())))))
                .containsExactly(rows, rows, 0, 0, rows, 0);
    }

    @Test
    void cp949AndThirteenColumns() {
        String older = StandardFile.thirteen()
                .row(Map.of())
                .row(Map.of(StandardColumn.LAT, "30.06", StandardColumn.LON, "120.16"))
                .row(Map.of())
                .text();

        JsonNode job = done(upload("standard", false, MANAGER, "text/csv", older.getBytes(Charset.forName("MS949"))));

        assertThat(job.get("encoding").asString()).isEqualTo("CP949");
        assertThat(job.get("columns").asInt()).isEqualTo(13);
        assertThat(counts(job)).containsExactly(3, 3, 3, 0, 0, 0);
        assertThat(jdbc.sql("select district_code from site order by site_id")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("QI-AAA", "QI-AAA", "QI-BBB");
        JsonNode again = done(upload("standard", false, MANAGER, "text/csv", utf8(older)));
        assertThat(counts(again)).containsExactly(3, 3, 0, 0, 3, 0);
    }

    @Test
    void aFileThatBreaksOffFailsBeforeAnythingIsWritten() {
        String text = twoRows() + "\"never closed";

        JsonNode job = over(upload("standard", false, MANAGER, "text/csv", utf8(text)));

        assertThat(job.get("state").asString()).isEqualTo("FAILED");
        assertThat(job.get("problem").asString()).contains("Row 4").contains("quotation mark");
        assertThat(get("/api/cameras/9990001-A-1-01", MANAGER).status()).isEqualTo(404);
    }

    @Test
    void wrongFilesCostNoJob() {
        assertThat(upload("standard", false, MANAGER, "text/csv", utf8("가,나\n1,2\n"))
                        .problem())
                .isEqualTo("import-refused");
        assertThat(upload("standard", false, MANAGER, "application/octet-stream", new byte[] {0x50, 0x4b, 3, 4})
                        .json()
                        .get("detail")
                        .asString())
                .contains("ZIP");
        assertThat(upload("xlsx", false, MANAGER, "text/csv", utf8(twoRows())).problem())
                .isEqualTo("bad-request");
        assertThat(upload("standard", false, MANAGER, "image/png", utf8(twoRows()))
                        .status())
                .isEqualTo(415);
        assertThat(get("/api/cameras/import", MANAGER).json().get("items").size())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyThoseWhoRunCamerasImportAndExport(Role role) {
        String token = TokenFixture.bearer(role, "*");
        int expected = role == Role.MANAGER ? 202 : 403;

        Answer begun = upload("standard", true, token, "text/csv", utf8(twoRows()));

        assertThat(begun.status()).isEqualTo(expected);
        assertThat(get("/api/cameras/import", token).status()).isEqualTo(expected == 202 ? 200 : 403);
        assertThat(get("/api/cameras/export?format=standard&district=QI-AAA", token)
                        .status())
                .isEqualTo(expected == 202 ? 200 : 403);
        if (expected == 202) done(begun);
    }

    @Test
    void anotherDistrictsRowsAreRefusedAndAnotherAccountsJobsUnknown() {
        String text = StandardFile.eighteen()
                .row(Map.of(StandardColumn.MANAGEMENT_NO, "A-1"))
                .row(Map.of(
                        StandardColumn.MANAGEMENT_NO,
                        "B-1",
                        StandardColumn.STANDARD_CODE,
                        "",
                        StandardColumn.LON,
                        "120.15"))
                .text();
        String job = done(upload("standard", false, MANAGER, "text/csv", utf8(text)))
                .get("jobId")
                .asString();

        JsonNode own = done(upload("standard", false, CITY_A, "text/csv", utf8(text)), CITY_A);

        assertThat(counts(own)).containsExactly(2, 2, 0, 0, 1, 1);
        assertThat(get("/api/cameras/import/" + job, CITY_A).problem()).isEqualTo("not-found");
        assertThat(get("/api/cameras/export?format=standard&district=QI-BBB", CITY_A)
                        .problem())
                .isEqualTo("not-found");
        assertThat(export("standard", CITY_A)).contains("A-1").doesNotContain("B-1");
        assertThat(get("/api/cameras/import/no-such", MANAGER).problem()).isEqualTo("not-found");
    }

    @Test
    void aWaitingJobIsCancelledAndAJobOfADeadProcessHasFailed() {
        UUID dead = UUID.randomUUID();
        Instant long_ago = Instant.now().minus(Duration.ofMinutes(5));
        job(dead, ImportJob.State.RUNNING, Instant.now());
        String waiting = upload("standard", false, MANAGER, "text/csv", utf8(twoRows()))
                .json()
                .get("jobId")
                .asString();

        assertThat(call(HttpMethod.DELETE, "/api/cameras/import/" + waiting, MANAGER, null)
                        .json()
                        .get("state")
                        .asString())
                .isEqualTo("CANCELLED");
        String next = upload("standard", false, MANAGER, "text/csv", utf8(twoRows()))
                .json()
                .get("jobId")
                .asString();
        assertThat(get("/api/cameras/import/" + next, MANAGER)
                        .json()
                        .get("state")
                        .asString())
                .isEqualTo("WAITING");
        jdbc.sql("update import_job set heartbeat_at = ? where id = ?")
                .params(long_ago.atOffset(ZoneOffset.UTC), dead)
                .update();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> jobs.find(dead).orElseThrow().state() == ImportJob.State.FAILED);
        assertThat(jobs.find(dead).orElseThrow().problem()).startsWith("The service stopped");
        done(next);
        assertThat(get("/api/cameras/9990001-A-1-01", MANAGER).status()).isEqualTo(200);
    }

    @Test
    void aFileOfFormulasAndStrangeLettersComesBackAsItWas() {
        String text = StandardFile.eighteen()
                .row(Map.of(
                        StandardColumn.MANAGEMENT_NO, "방범 \"가\", 나",
                        StandardColumn.AGENCY, "@관리, \"기관\"",
                        StandardColumn.VIEW, "=앞\n뒤",
                        StandardColumn.ROAD_ADDRESS, "+길 𠮷"))
                .text();
        done(upload("standard", false, MANAGER, "text/csv", utf8(text)));

        String once = export("standard", MANAGER);

        assertThat(once).contains("'=앞 뒤").contains("\"'@관리, \"\"기관\"\"\"").contains("'+길 𠮷");
        assertThat(counts(done(upload("standard", false, MANAGER, "text/csv", utf8(once)))))
                .containsExactly(1, 1, 0, 0, 1, 0);
        Answer cp949 = get("/api/cameras/export?format=standard&district=QI-AAA&encoding=cp949", MANAGER);
        assertThat(cp949.status()).isEqualTo(422);
        assertThat(cp949.json().get("lacking").get(0).get("character").asString())
                .isEqualTo("𠮷");
        assertThat(cp949.json().get("lacking").get(0).get("column").asString()).isEqualTo("소재지도로명주소");
    }

    @Test
    void whatGoesOutComesBackUnchangedWhateverTheFileWas() {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            boolean older = seed % 3 == 0;
            JsonNode first = done(upload("standard", false, MANAGER, "text/csv", utf8(randomFile(random, older))));
            assertThat(first.get("refused").asInt()).isZero();
            shuffleByHand(random);
            for (String format : List.of("standard", "standard13")) {
                String once = export(format, MANAGER);
                JsonNode back = done(upload("standard", false, MANAGER, "text/csv", utf8(once)));
                assertThat(back.get("unchanged"))
                        .as(
                                "seed %d, %s: %s",
                                seed,
                                format,
                                get("/api/cameras/import/" + back.get("jobId").asString() + "/errors?limit=3", MANAGER)
                                        .json())
                        .isEqualTo(back.get("rows"));
                assertThat(export(format, MANAGER)).isEqualTo(once);
            }
            String geo = export("geojson", MANAGER);
            JsonNode back = done(upload("geojson", false, MANAGER, "application/geo+json", utf8(geo)));
            assertThat(back.get("unchanged")).isEqualTo(back.get("rows"));
            assertThat(export("geojson", MANAGER)).isEqualTo(geo);
        }
    }

    private void shuffleByHand(Random random) {
        List<String> cameras = jdbc.sql(
                        "select code from camera where district_code like 'QI-%' and state <> 'RETIRED' order by code")
                .query(String.class)
                .list();
        for (int i = 0; i < 4; i++) {
            String code = cameras.get(random.nextInt(cameras.size()));
            String patch = random.nextBoolean()
                    ? "{\"lon\": 120.0%d1}".formatted(random.nextInt(9))
                    : "{\"purpose\": \"DISASTER\", \"managingAgency\": \"손으로 바꾼 기관\"}";
            assertThat(call(HttpMethod.PATCH, "/api/cameras/" + code, MANAGER, patch)
                            .status())
                    .isEqualTo(200);
        }
        call(HttpMethod.DELETE, "/api/cameras/" + cameras.get(random.nextInt(cameras.size())), MANAGER, null);
        assertThat(post("/api/cameras", MANAGER, camera(freshCode(), "QI-AAA", 120.033, 30.044))
                        .status())
                .isEqualTo(201);
    }

    private static String randomFile(Random random, boolean older) {
        StandardFile file = older ? StandardFile.thirteen() : StandardFile.eighteen();
        String[] dates = {"202005", "2022-08", "20211116", "2022-08-01", ""};
        String[] purposes = {"생활방범", "문화재", "불법주정차", "다목적", "기타", "쓰레기 단속"};
        for (int i = 0; i < 25; i++) {
            Map<StandardColumn, String> cells = new EnumMap<>(StandardColumn.class);
            cells.put(
                    StandardColumn.MANAGEMENT_NO,
                    random.nextBoolean() ? "방범-" + i : "R" + random.nextInt(1 << 20) + "-" + i);
            cells.put(StandardColumn.STANDARD_CODE, random.nextInt(4) == 0 ? "" : "9990001");
            cells.put(StandardColumn.LAT, "30.0" + random.nextInt(10) + random.nextInt(1000));
            cells.put(
                    StandardColumn.LON,
                    "120." + (random.nextInt(4) == 0 ? "1" : "0") + random.nextInt(10) + random.nextInt(1000));
            cells.put(StandardColumn.INSTALLED, dates[random.nextInt(dates.length)]);
            cells.put(StandardColumn.PURPOSE, purposes[random.nextInt(purposes.length)]);
            cells.put(StandardColumn.CAMERAS, String.valueOf(1 + random.nextInt(4)));
            cells.put(StandardColumn.LOT_ADDRESS, random.nextBoolean() ? "" : "나동, " + i);
            cells.put(StandardColumn.PHONE, random.nextBoolean() ? "" : "2-2148-303" + random.nextInt(10));
            file.row(cells);
        }
        if (older) file.row(Map.of()).row(Map.of());
        return file.text();
    }

    private void district(String code, @Nullable String standardCode, double west) {
        String ring =
                "[[%s,30],[%s,30],[%s,30.1],[%s,30.1],[%s,30]]".formatted(west, west + 0.1, west + 0.1, west, west);
        Answer put = call(
                HttpMethod.PUT,
                "/api/districts/" + code,
                MANAGER,
                "{\"name\": \"시험구\", \"nameEn\": \"Test-gu\", \"standardCode\": %s, \"outline\": {\"type\": \"Polygon\", \"coordinates\": [%s]}}"
                        .formatted(standardCode == null ? "null" : "\"" + standardCode + "\"", ring));
        assertThat(put.status()).isIn(200, 201);
    }

    private void job(UUID id, ImportJob.State state, Instant at) {
        jdbc.sql("""
                        insert into import_job (id, format, dry_run, state, encoding, bytes, started_by, districts, started_at,
                          instance, heartbeat_at) values (?, 'STANDARD', false, ?, 'UTF_8', 1, 'gone', '{*}', ?, ?, ?)
                        """)
                .params(id, state.name(), at.atOffset(ZoneOffset.UTC), UUID.randomUUID(), at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String twoRows() {
        return StandardFile.eighteen()
                .row(Map.of(StandardColumn.MANAGEMENT_NO, "A-1"))
                .row(Map.of(StandardColumn.MANAGEMENT_NO, "관-2", StandardColumn.CAMERAS, "3"))
                .text();
    }

    private long version(String code) {
        return get("/api/cameras/" + code, MANAGER).json().get("version").asLong();
    }

    private Answer upload(String format, boolean dryRun, String token, String type, byte[] body) {
        return send("/api/cameras/import?format=" + format + "&dryRun=" + dryRun, token, type, body);
    }

    private String export(String format, String token) {
        Answer answer = get("/api/cameras/export?format=" + format, token);
        assertThat(answer.status()).isEqualTo(200);
        String text = new String(answer.bytes(), StandardCharsets.UTF_8);
        return format.equals("geojson") ? text : onlyOurs(text);
    }

    /** Other tests' cameras stand in the same registry. */
    private static String onlyOurs(String text) {
        List<String> kept = new ArrayList<>();
        for (String line : text.split("\r\n"))
            if (kept.isEmpty()
                    || line.contains("9990001")
                    || line.contains("QI-")
                    || line.contains(",120.")
                    || line.contains(",30.0")) kept.add(line);
        return String.join("\r\n", kept) + "\r\n";
    }

    private JsonNode report(JsonNode job) {
        return get("/api/cameras/import/" + job.get("jobId").asString() + "/errors?limit=500", MANAGER)
                .json()
                .get("items");
    }

    private JsonNode done(Answer begun) {
        return done(begun, MANAGER);
    }

    private JsonNode done(Answer begun, String token) {
        assertThat(begun.status())
                .as(new String(begun.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(202);
        return done(begun.json().get("jobId").asString(), token);
    }

    private JsonNode done(String id) {
        return done(id, MANAGER);
    }

    private JsonNode done(String id, String token) {
        JsonNode job = over(id, token);
        assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("DONE");
        return job;
    }

    private JsonNode over(Answer begun) {
        return over(begun.json().get("jobId").asString(), MANAGER);
    }

    private JsonNode over(String id, String token) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> get("/api/cameras/import/" + id, token).json(),
                        job -> !List.of("WAITING", "RUNNING")
                                .contains(job.get("state").asString()));
    }

    /** rows, rowsDone, created, updated, unchanged, refused. */
    private static List<Integer> counts(JsonNode job) {
        return List.of("rows", "rowsDone", "created", "updated", "unchanged", "refused").stream()
                .map(name -> job.get(name).asInt())
                .toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
