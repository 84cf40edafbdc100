package metro.cctv.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.alert.AlertRaised;
import metro.cctv.contracts.health.StreamHealthChanged;
import metro.cctv.contracts.outage.OutageChanged;
import metro.cctv.link.delivery.AgencyFeed;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

/** What is pushed: to dashboards by district, to agencies by their own cases. */
class StreamIT extends LinkFixture {
    @Autowired
    AgencyFeed feed;

    @Autowired
    TransactionOperations transaction;

    @Test
    void aDashboardHearsOfItsDistrictOnly() throws Exception {
        configure(camera("DJ-SEO-001", "DJ-SEO", 10));
        try (var seo = listen("/api/events", operator("kim", "DJ-SEO"));
                var jung = listen("/api/events", operator("lee", "DJ-JUNG"))) {
            await().until(() -> seo.has(":connected") && jung.has(":connected"));
            AlertRaised alert = alert("DJ-SEO-001", "DJ-SEO");
            raise(alert);
            post("/api/alerts/" + alert.alertId() + "/escalate", null, operator("kim", "DJ-SEO"));
            AlertRaised foreign = alert("DJ-JUNG-001", "DJ-JUNG");
            raise(foreign);
            health("DJ-SEO-001", "DJ-SEO", StreamHealthChanged.State.ONLINE);

            await().untilAsserted(() -> {
                assertThat(seo.lines).contains("event:alert", "event:incident", "event:health");
                assertThat(seo.lines)
                        .anyMatch(line -> line.contains("\"state\":\"ESCALATED\"") && line.contains("카메라 DJ-SEO-001"));
                assertThat(jung.lines)
                        .anyMatch(line -> line.contains(foreign.alertId().toString()));
            });
            assertThat(seo.lines).noneMatch(line -> line.contains("DJ-JUNG"));
            assertThat(jung.lines).noneMatch(line -> line.contains("DJ-SEO"));
        }
    }

    @Test
    void anOutageIsHeardByThoseOfItsDistrictWhoWorkOnOutages() throws Exception {
        String officer = "Bearer " + TokenFixture.token("park", Role.SECONDED_OFFICER, null, "DJ-SEO");
        try (var seo = listen("/api/events", operator("kim", "DJ-SEO"));
                var jung = listen("/api/events", operator("lee", "DJ-JUNG"));
                var guest = listen("/api/events", officer)) {
            await().until(() -> seo.has(":connected") && jung.has(":connected") && guest.has(":connected"));
            events.sendBytes(Topics.OUTAGE, "rubbish", "{broken".getBytes(StandardCharsets.UTF_8))
                    .join();
            outage("DJ-SEO", "DJ-SEO-001");
            outage("DJ-JUNG", "DJ-JUNG-001");
            health("DJ-SEO-001", "DJ-SEO", StreamHealthChanged.State.OFFLINE);

            await().until(() -> seo.has("event:outage") && jung.has("event:outage") && guest.has("event:health"));
            assertThat(seo.lines).anyMatch(line -> line.contains("\"change\":\"OPENED\""));
            assertThat(seo.lines).noneMatch(line -> line.contains("DJ-JUNG"));
            assertThat(jung.lines).noneMatch(line -> line.contains("DJ-SEO"));
            assertThat(guest.lines).doesNotContain("event:outage");
        }
    }

    @Test
    void aWallIsHeardOnlyByWhoseItIs() throws Exception {
        configure(camera("DJ-SEO-001", "DJ-SEO", 10));
        try (var kim = listen("/api/events", operator("kim", "DJ-SEO"));
                var lee = listen("/api/events", operator("lee", "DJ-SEO"))) {
            await().until(() -> kim.has(":connected") && lee.has(":connected"));
            send("PUT", "/api/priority/wall", "{\"tiles\":4,\"pinned\":[]}", operator("kim", "DJ-SEO"), Map.of());
            await().atMost(Duration.ofSeconds(60)).until(() -> kim.has("event:wall"));
            await().until(() -> kim.lines.stream().anyMatch(line -> line.contains("\"cameraId\":\"DJ-SEO-001\"")));
            raise(alert("DJ-SEO-001", "DJ-SEO"));
            await().until(() -> lee.has("event:alert"));
            assertThat(lee.lines).doesNotContain("event:wall");
        }
    }

    private void outage(String district, String cameraId) {
        Instant now = Instant.now();
        var outage = new OutageChanged(
                UUID.randomUUID(),
                UUID.randomUUID(),
                OutageChanged.Change.OPENED,
                cameraId,
                district,
                "대전광역시",
                "대전광역시",
                "UNREACHABLE",
                "test",
                1,
                now,
                null,
                null,
                null,
                null,
                null,
                now);
        events.send(Topics.OUTAGE, outage.outageId().toString(), outage).join();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"POLICE_112", "FIRE_119", "DISASTER_ROOM", "FIELD_UNIT", "RESEARCHER", "VENDOR"})
    void theDashboardsEventsAreForTheCentre(Role role) {
        assertThat(get("/api/events", TokenFixture.bearer(role, "*")).status()).isEqualTo(403);
    }

    @Test
    void aManagerOfAnAgencyHearsOfItsDistricts() throws Exception {
        String manager = "Bearer " + TokenFixture.token("choi", Role.MANAGER, "DAEJEON", "DJ-SEO");
        try (var room = listen("/api/events", manager)) {
            await().until(() -> room.has(":connected"));
            health("DJ-SEO-001", "DJ-SEO", StreamHealthChanged.State.ONLINE);
            await().until(() -> room.has("event:health"));
        }
        String guest = "Bearer " + TokenFixture.token("park", Role.SECONDED_OFFICER, "112", "DJ-SEO");
        assertThat(get("/api/events", guest).status()).isEqualTo(403);
    }

    @Test
    void whatCannotBeToldEndsOnlyTheDashboardsThatMissedIt() throws Exception {
        try (var before = listen("/api/events", operator("kim", "DJ-SEO"))) {
            await().until(() -> before.has(":connected"));
            jdbc.sql("select pg_notify('link_change', 'alert:no-id')")
                    .query((row, n) -> n)
                    .list();
            await("reads its lists again").until(() -> before.ended);
        }
        configure(camera("DJ-SEO-001", "DJ-SEO", 10));
        try (var after = listen("/api/events", operator("kim", "DJ-SEO"))) {
            await().until(() -> after.has(":connected"));
            raise(alert("DJ-SEO-001", "DJ-SEO"));
            await("goes on hearing").until(() -> after.has("event:alert"));
        }
    }

    @Test
    void agenciesAreToldAtTheEndOfTheirTransactionOnly() {
        transaction.executeWithoutResult(status -> {
            for (String agency : List.of("119", "112", "119"))
                feed.add(agency, UUID.randomUUID(), "test." + agency, "x");
            assertThat(jdbc.sql("select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()")
                            .query(Long.class)
                            .single())
                    .as("nobody's feed is locked while others work")
                    .isZero();
        });
        assertThat(jdbc.sql("select string_agg(type, ' ' order by event_id) from agency_event")
                        .query(String.class)
                        .single())
                .isEqualTo("test.119 test.112 test.119");
        transaction.executeWithoutResult(status -> {
            feed.add("112", UUID.randomUUID(), "test.rolled-back", "x");
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(status -> feed.add("112", UUID.randomUUID(), "test.after", "x"));
        assertThat(jdbc.sql("select count(*) from agency_event")
                        .query(Long.class)
                        .single())
                .isEqualTo(4);
    }

    @Test
    void anAgencyFollowsItsFeedFromWhereItWas() throws Exception {
        configure(camera("DJ-SEO-001", "DJ-SEO", 10));
        String body = """
                {"caseNo":"%s","code":1,"kind":"ASSAULT","summary":"fight","lon":%s,"lat":%s}
                """;
        post("/api/link/112/cases", body.formatted("S-1", LON, LAT), police());
        try (var feed = listen("/api/link/feed/stream", police())) {
            await().until(() -> feed.has("event:case.cameras"));
            post("/api/link/112/cases", body.formatted("S-2", LON, LAT), police());
            await().until(() ->
                    feed.lines.stream().filter("event:case.opened"::equals).count() == 2);
            post("/api/link/119/cases", body.formatted("S-3", LON, LAT), TokenFixture.bearer(Role.FIRE_119));
            post("/api/link/112/cases/S-2/close", "{\"reason\":\"solved\"}", police());
            await().until(() -> feed.has("event:case.closed"));
            assertThat(feed.lines).noneMatch(line -> line.contains("S-3"));
        }
    }

    private Stream listen(String path, String bearer) throws Exception {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", bearer)
                .timeout(Duration.ofSeconds(10));
        HttpResponse<InputStream> response = http().send(request.build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return new Stream(response.body());
    }

    /** Reads lines until it is closed. */
    private static class Stream implements AutoCloseable {
        final List<String> lines = new CopyOnWriteArrayList<>();
        volatile boolean ended;
        private final InputStream body;

        Stream(InputStream body) {
            this.body = body;
            Thread.ofVirtual().start(() -> {
                try (var reader =
                        new java.io.BufferedReader(new java.io.InputStreamReader(body, StandardCharsets.UTF_8))) {
                    reader.lines().forEach(lines::add);
                    ended = true;
                } catch (IOException | java.io.UncheckedIOException e) {
                    lines.add("closed");
                    ended = true;
                }
            });
        }

        boolean has(String line) {
            return lines.contains(line);
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
