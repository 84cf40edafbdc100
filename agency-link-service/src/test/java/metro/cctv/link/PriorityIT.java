package metro.cctv.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.activity.ActivityCounted;
import metro.cctv.contracts.audit.AccessAudited;
import metro.cctv.contracts.health.StreamHealthChanged;
import metro.cctv.link.activity.ActivityStore;
import metro.cctv.testkit.TokenFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Cameras worth a look, and the walls that show them, as operators and the ledger's events make them. */
class PriorityIT extends LinkFixture {
    private static final String KIM = operator("kim", "DJ-SEO");
    private static final String WALL = "/api/priority/wall";
    /** A wall is planned every second here. */
    private static final Duration A_FEW_ROUNDS = Duration.ofSeconds(60);

    @Autowired
    ActivityStore activity;

    @BeforeEach
    void cameras() {
        configure(
                camera("DJ-SEO-001", "DJ-SEO", 10),
                camera("DJ-SEO-002", "DJ-SEO", 3_000),
                camera("DJ-SEO-003", "DJ-SEO", 3_100),
                camera("DJ-JUNG-001", "DJ-JUNG", 20));
        // Met by the clock or here: the same moment for all, or their order would be chance.
        jdbc.sql("""
                insert into camera_seen (camera_id, seen_at) select camera_id, now() from camera
                on conflict (camera_id) do update set seen_at = excluded.seen_at
                """).update();
    }

    @Test
    void whatHappensComesFirstWithItsReasonsAndOnlyInOnesOwnDistricts() {
        raise(alert("DJ-SEO-003", "DJ-SEO"));
        raise(alert("DJ-JUNG-001", "DJ-JUNG"));
        post("/api/incidents", "{\"kind\":\"FIRE\",\"summary\":\"x\",\"lon\":" + LON + ",\"lat\":" + LAT + "}", KIM);
        jdbc.sql("update camera_seen set seen_at = now() - interval '30 minutes' where camera_id = 'DJ-SEO-002'")
                .update();

        JsonNode items = get("/api/priority", KIM).body().path("items");
        assertThat(ids(items)).containsExactly("DJ-SEO-001", "DJ-SEO-003", "DJ-SEO-002");
        assertThat(items.at("/0/reasons/0/code").asString()).isEqualTo("INCIDENT");
        assertThat(items.at("/0/reasons/0/facts/kind").asString()).isEqualTo("FIRE");
        assertThat(items.at("/0/reasons/0/facts/distanceM").asInt()).isBetween(9, 11);
        assertThat(items.at("/1/reasons/0/code").asString()).isEqualTo("BEHAVIOUR");
        assertThat(items.at("/1/reasons/0/facts/behaviour").asString()).isEqualTo("LOITERING");
        assertThat(items.at("/2/reasons/0/code").asString()).isEqualTo("UNSEEN");
        assertThat(items.at("/2/points").asDouble()).isBetween(7.4, 8.5);
        assertThat(get("/api/priority?district=DJ-JUNG", KIM).body().path("items"))
                .isEmpty();
        JsonNode city = get("/api/priority?district=DJ-JUNG", operator("lee", "*"))
                .body()
                .path("items");
        assertThat(ids(city)).containsExactly("DJ-JUNG-001");
        JsonNode foreign = city.at("/0/reasons/1");
        assertThat(foreign.path("code").asString()).isEqualTo("INCIDENT");
        assertThat(foreign.path("facts"))
                .as("of another district: that there is one")
                .isEmpty();
    }

    /** More cameras than a plan takes, all of them unseen for longer. */
    @Test
    void whatHappensIsNotLostBehindWhatIsUnseen() {
        jdbc.sql("""
                insert into camera select (jsonb_populate_record(c, jsonb_build_object('camera_id', 'DJ-SEO-X' || n))).*
                from camera c, generate_series(1, 50000) n where c.camera_id = 'DJ-SEO-002'
                """).update();
        jdbc.sql("""
                insert into camera_seen (camera_id, seen_at) select camera_id, now() - interval '1 hour' from camera
                where camera_id like 'DJ-SEO-X%' on conflict do nothing
                """).update();
        raise(alert("DJ-SEO-003", "DJ-SEO"));
        assertThat(ids(get("/api/priority?limit=1", KIM).body().path("items"))).containsExactly("DJ-SEO-003");
    }

    @Test
    void pagesFollowOneAnother() {
        raise(alert("DJ-SEO-003", "DJ-SEO"));
        List<String> all = new ArrayList<>();
        String next = "";
        for (int pages = 0; pages < 3; pages++) {
            JsonNode page = get("/api/priority?limit=1" + (next.isEmpty() ? "" : "&cursor=" + next), KIM)
                    .body();
            all.addAll(ids(page.path("items")));
            next = page.path("next").isNull() ? "" : page.path("next").asString();
        }
        assertThat(all).containsExactly("DJ-SEO-003", "DJ-SEO-001", "DJ-SEO-002");
        assertThat(next).isEmpty();
        assertThat(get("/api/priority?cursor=xyz", KIM).status()).isEqualTo(400);
    }

    @Test
    void aDismissedAlertAndAnOfflineCameraBringNothingForward() {
        var alert = alert("DJ-SEO-003", "DJ-SEO");
        raise(alert);
        post("/api/alerts/" + alert.alertId() + "/dismiss", "{\"reason\":\"a dog\"}", KIM);
        health("DJ-SEO-002", "DJ-SEO", StreamHealthChanged.State.OFFLINE);
        JsonNode items = get("/api/priority", KIM).body().path("items");
        assertThat(ids(items)).containsExactlyInAnyOrder("DJ-SEO-001", "DJ-SEO-003");
        for (JsonNode item : items) assertThat(item.path("points").asDouble()).isLessThan(10);
    }

    @Test
    void onlyALookOfSomebodyOfTheCentreCounts() {
        Instant at = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MICROS);
        look("DJ-SEO-002", "POLICE_112", at.plusSeconds(9), AccessAudited.Result.ALLOWED);
        look("DJ-SEO-002", "OPERATOR", at.plusSeconds(9), AccessAudited.Result.REFUSED);
        look("DJ-SEO-002", "OPERATOR", at, AccessAudited.Result.ALLOWED);
        await().until(() -> seenAt("DJ-SEO-002").equals(at));
        look("DJ-SEO-002", "OPERATOR", at.minusSeconds(30), AccessAudited.Result.ALLOWED);
        look("DJ-SEO-002", "LEAD", at.plusSeconds(1), AccessAudited.Result.ALLOWED);
        await().until(() -> seenAt("DJ-SEO-002").equals(at.plusSeconds(1)));
    }

    @Test
    void aWallIsFilledKeepsItsPinsAndIsOverWhenItsScreenFallsSilent() {
        sent(Topics.AUDIT);
        raise(alert("DJ-SEO-003", "DJ-SEO"));
        jdbc.sql("delete from camera_seen where camera_id = 'DJ-SEO-003'").update();
        assertThat(wall(9, "DJ-SEO-002").status()).isEqualTo(200);
        await().atMost(A_FEW_ROUNDS).untilAsserted(() -> {
            JsonNode wall = wall(9, "DJ-SEO-002").body();
            assertThat(tile(wall, "DJ-SEO-003").path("why").asString()).isEqualTo("PRIORITY");
            assertThat(tile(wall, "DJ-SEO-003").at("/reasons/0/code").asString())
                    .isEqualTo("BEHAVIOUR");
            assertThat(tile(wall, "DJ-SEO-002").path("why").asString()).isEqualTo("PINNED");
            assertThat(tile(wall, "DJ-SEO-001").path("why").asString()).isEqualTo("ROUND");
            assertThat(tile(wall, "DJ-SEO-001").path("until").isNull()).isFalse();
            assertThat(tile(wall, "DJ-JUNG-001").isMissingNode()).isTrue();
            assertThat(wall.at("/load/changesLastMinute").asInt()).isBetween(1, 24);
            assertThat(wall.at("/load/camerasPerWatcher").asInt()).isEqualTo(3);
            assertThat(wall.at("/coverage/0/kept").asBoolean()).isTrue();
        });
        assertThat(wall(9).status()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(ledger("wall.arrange")).isEqualTo(1));
        assertThat(ledger("wall.open"))
                .as("once, however often the screen says that it is there")
                .isEqualTo(1);

        jdbc.sql("update priority_wall set alive_at = now() - interval '2 minutes'")
                .update();
        await().atMost(A_FEW_ROUNDS)
                .until(() -> jdbc.sql("select count(*) from priority_wall")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    @Test
    void whatAWallMayNotShowIsRefused() {
        assertThat(wall(9, "DJ-JUNG-001").status()).as("of another district").isEqualTo(404);
        assertThat(wall(4, "DJ-SEO-001", "DJ-SEO-002", "DJ-SEO-003").problem()).endsWith(":invalid-field");
        assertThat(wall(5).problem()).endsWith(":invalid-field");
        assertThat(send("PUT", WALL, "{\"tiles\":9}", KIM, Map.of()).status()).isEqualTo(422);
        assertThat(wall(4).status()).isEqualTo(200);
        assertThat(send("DELETE", WALL, null, KIM, Map.of()).status()).isEqualTo(204);
        assertThat(send("DELETE", WALL, null, KIM, Map.of()).status()).isEqualTo(204);
        assertThat(send("PUT", WALL, "{\"tiles\":9,\"pinned\":[]}", TokenFixture.bearer(Role.AUDITOR, "*"), Map.of())
                        .status())
                .isEqualTo(403);
    }

    /** Four weeks of two an hour, and in the fifth twenty; all of it long ago, so that no hour can pass meanwhile. */
    @Test
    void moreThanThisHourOfTheWeekIsUsedToIsUnusual() {
        Instant hour = Instant.parse("2026-06-01T03:00:00Z");
        for (int week = 0; week < 4; week++) {
            Instant then = hour.plus(7L * week, ChronoUnit.DAYS);
            count("DJ-SEO-001", then, 2);
            count("DJ-SEO-001", then.plus(1, ChronoUnit.HOURS), 1);
        }
        Instant now = hour.plus(28, ChronoUnit.DAYS);
        ActivityCounted again = count("DJ-SEO-001", now, 20);
        events.send(Topics.ACTIVITY, again.cameraId(), again).join();
        await().atMost(A_FEW_ROUNDS).untilAsserted(() -> {
            var found = activity.unusual(Set.of("DJ-SEO"), now.plusSeconds(1_800));
            assertThat(found).containsKey("DJ-SEO-001");
            assertThat(found.get("DJ-SEO-001").arrivals()).isEqualTo(20);
            assertThat(found.get("DJ-SEO-001").usual()).isEqualTo(1);
            assertThat(found.get("DJ-SEO-001").deviations()).isEqualTo(19);
        });
        assertThat(activity.unusual(Set.of("DJ-JUNG"), now.plusSeconds(1_800))).isEmpty();
        assertThat(activity.unusual(Set.of("DJ-SEO"), now.plusSeconds(3_700)))
                .as("of the hour that is over")
                .isEmpty();
        for (int week = 4; week < 14; week++) {
            Instant then = hour.plus(7L * week + 1, ChronoUnit.DAYS);
            count("DJ-SEO-001", then, week);
            count("DJ-SEO-001", then.plus(1, ChronoUnit.HOURS), 1);
        }
        await().atMost(A_FEW_ROUNDS)
                .untilAsserted(() -> assertThat(jdbc.sql("select array_to_string(counts, ' ') from camera_usual_hour"
                                        + " where counts[cardinality(counts)] = 13")
                                .query(String.class)
                                .optional())
                        .as("eight weeks are kept")
                        .contains("6 7 8 9 10 11 12 13"));
    }

    /** One that says it comes from the future would end the present hour for all. */
    @Test
    void whatHasNotComeYetEndsNoHour() {
        Instant now = Instant.now();
        count("DJ-SEO-001", now.plus(1, ChronoUnit.DAYS), 9);
        Instant hour = Instant.parse("2026-06-01T03:00:00Z");
        count("DJ-SEO-001", hour, 2); // the same partition: after it
        await().atMost(A_FEW_ROUNDS)
                .untilAsserted(() -> assertThat(jdbc.sql("select arrivals from camera_activity")
                                .query(Integer.class)
                                .list())
                        .containsExactly(2));
    }

    private ActivityCounted count(String cameraId, Instant hour, int arrivals) {
        var event = new ActivityCounted(
                UUID.randomUUID(), cameraId, "DJ-SEO", hour.plusSeconds(60), hour.plusSeconds(120), arrivals);
        events.send(Topics.ACTIVITY, cameraId, event).join();
        return event;
    }

    private void look(String cameraId, String role, Instant at, AccessAudited.Result result) {
        var row = new AccessAudited(
                UUID.randomUUID(),
                at,
                "ingest",
                "kim",
                role,
                null,
                "live.view",
                "camera",
                cameraId,
                "DJ-SEO",
                null,
                null,
                null,
                "127.0.0.1",
                result,
                null);
        events.send(Topics.AUDIT, cameraId, row).join();
    }

    private Instant seenAt(String cameraId) {
        return jdbc.sql("select seen_at from camera_seen where camera_id = ?")
                .param(cameraId)
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private Answer wall(int tiles, String... pinned) {
        String pins = pinned.length == 0 ? "" : "\"" + String.join("\",\"", pinned) + "\"";
        return send("PUT", WALL, "{\"tiles\":%d,\"pinned\":[%s]}".formatted(tiles, pins), KIM, Map.of());
    }

    private static JsonNode tile(@Nullable JsonNode wall, String cameraId) {
        if (wall != null)
            for (JsonNode tile : wall.path("showing"))
                if (tile.path("cameraId").asString().equals(cameraId)) return tile;
        return tools.jackson.databind.node.MissingNode.getInstance();
    }

    private long ledger(String action) {
        return sent(Topics.AUDIT).stream()
                .filter(row -> row.path("action").asString().equals(action))
                .count();
    }

    private static List<String> ids(JsonNode items) {
        List<String> ids = new ArrayList<>();
        items.forEach(item -> ids.add(item.path("cameraId").asString()));
        return ids;
    }
}
