package metro.cctv.link.priority;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import metro.cctv.link.priority.WallRule.Coverage;
import metro.cctv.link.priority.WallRule.Limits;
import metro.cctv.link.priority.WallRule.Tile;
import metro.cctv.link.priority.WallRule.Wall;
import metro.cctv.link.priority.WallRule.Why;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WallRuleTest {
    private final WatchedCity city = new WatchedCity(WatchedCity.LIMITS);

    static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    /** A plan is made with the most urgent ones; whether all can be seen in time is a question of all. */
    @Test
    void camerasBeyondThePlanCountForTheirDistrict() {
        var limits = new Limits(
                Duration.ofMinutes(60),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                24,
                16,
                10);
        Instant now = Instant.parse("2026-11-22T03:00:00Z");
        Map<String, WallRule.Watchable> cameras =
                Map.of("a", new WallRule.Watchable("a", "D", now.plusSeconds(1_800), 0));
        Coverage one = WallRule.plan(cameras, Map.of(), List.of(), limits, now)
                .coverage()
                .getFirst();
        Coverage all = WallRule.plan(cameras, Map.of("D", 9_999), List.of(), limits, now)
                .coverage()
                .getFirst();
        assertThat(one.cameras()).isEqualTo(1);
        assertThat(all.cameras()).isEqualTo(10_000);
        assertThat(all.tilesNeeded()).isGreaterThan(10_000 * 25 / 3_600);
    }

    /** Whatever the districts, walls, pins and alerts: with tiles enough nobody is unseen too long, and no cap is passed. */
    @ParameterizedTest
    @MethodSource("seeds")
    void withTilesEnoughEveryCameraComesUpInTime(long seed) {
        var random = new Random(seed);
        var limits = new Limits(
                Duration.ofMinutes(6 + random.nextInt(8)),
                Duration.ofSeconds(10 + 5L * random.nextInt(4)),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                20 + random.nextInt(10),
                12,
                10);
        var any = new WatchedCity(limits);
        int districts = 1 + random.nextInt(3);
        for (int d = 0; d < districts; d++) populate(any, "D-" + d, random);
        if (random.nextBoolean()) any.comesOn("city", 16, "*");
        List<String> ids = any.sortedIds();
        long rounds = 2 * limits.seenWithin().dividedBy(limits.round());
        for (int i = 0; i < rounds; i++) {
            int storm = random.nextInt(20) == 0 ? 30 : random.nextInt(3);
            for (int a = 0; a < storm; a++) any.heats(ids.get(random.nextInt(ids.size())), random.nextInt(100));
            any.plan();
            assertThat(any.last.coverage()).allMatch(Coverage::kept);
        }
        assertThat(any.longestUnseen()).isLessThanOrEqualTo(limits.seenWithin());
        assertThat(any.mostChanges).isLessThanOrEqualTo(limits.changesPerMinute());
    }

    /** As many cameras as its walls are able to show, less the air that the rule itself asks for. */
    private static void populate(WatchedCity city, String district, Random random) {
        int able = 0;
        for (int w = 0; w <= random.nextInt(3); w++) {
            int tiles = List.of(4, 9, 16).get(random.nextInt(3));
            city.comesOn(district + "-" + w, tiles, district);
            able += city.limits.roundTiles(tiles, 0);
        }
        double usable = city.limits.seenWithin().minus(city.limits.slack()).toMillis() * 0.88;
        int most = (int) (able * usable / city.limits.turn().toMillis());
        city.add(district, Math.max(1, most - random.nextInt(1 + most / 2)));
    }

    @Test
    void theHottestComesUpFirstAndGetsWhatThereIs() {
        city.add("DJ-SEO", 100);
        city.comesOn("kim", 4, "DJ-SEO");
        for (int i = 0; i < 10; i++) city.heats(city.sortedIds().get(i), 30 + i);
        city.plan();
        assertThat(hot("kim")).contains("DJ-SEO-00009", "DJ-SEO-00008").doesNotContain("DJ-SEO-00000");
        city.heats("DJ-SEO-00050", 90);
        city.plan();
        assertThat(hot("kim")).as("those that are up keep their hold").doesNotContain("DJ-SEO-00050");
        city.plan();
        assertThat(hot("kim")).contains("DJ-SEO-00050", "DJ-SEO-00009");
        city.heats("DJ-SEO-00051", 33);
        for (int i = 0; i < 4; i++) city.plan();
        assertThat(hot("kim")).as("a little hotter pushes nobody away").doesNotContain("DJ-SEO-00051");
    }

    @Test
    void aQuietCityLeavesTilesEmptyButTheRoundGoesOn() {
        city.add("DJ-SEO", 20);
        city.comesOn("kim", 9, "DJ-SEO");
        city.plan();
        Wall first = kim();
        assertThat(first.showing()).hasSize(1).allMatch(tile -> tile.why() == Why.ROUND);
        for (int i = 0; i < 5; i++) city.plan();
        assertThat(kim().showing()).isNotEqualTo(first.showing());
    }

    @Test
    void aPinnedCameraStaysWhateverComesAndIsSeen() {
        city.add("DJ-SEO", 50);
        city.walls.put("kim", new Wall("kim", Set.of("DJ-SEO"), 4, List.of("DJ-SEO-00007"), List.of(), List.of()));
        for (int i = 0; i < 40; i++) {
            for (String id : city.sortedIds()) city.heats(id, 50);
            city.plan();
            assertThat(kim().showing())
                    .anyMatch(tile -> tile.cameraId().equals("DJ-SEO-00007") && tile.why() == Why.PINNED);
        }
        assertThat(Duration.between(requireNonNull(city.fresh.get("DJ-SEO-00007")), city.now))
                .isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void aCameraThatHasGoneLeavesItsTileAndAForeignPinIsNotShown() {
        city.add("DJ-SEO", 5);
        city.add("DJ-JUNG", 5);
        city.walls.put(
                "kim",
                new Wall(
                        "kim",
                        Set.of("DJ-SEO"),
                        4,
                        List.of("DJ-JUNG-00001"),
                        List.of(new Tile(0, "DJ-SEO-99999", Why.PRIORITY, city.now)),
                        List.of()));
        city.plan();
        assertThat(city.shown()).doesNotContain("DJ-SEO-99999", "DJ-JUNG-00001");
    }

    @Test
    void oneCameraIsOnOneWall() {
        city.add("DJ-SEO", 30);
        city.comesOn("kim", 9, "DJ-SEO");
        city.comesOn("lee", 9, "*");
        for (int i = 0; i < 8; i++) city.heats("DJ-SEO-0000" + i, 60);
        for (int i = 0; i < 30; i++) {
            city.plan();
            List<String> up = city.walls.values().stream()
                    .flatMap(wall -> wall.showing().stream())
                    .map(Tile::cameraId)
                    .toList();
            assertThat(up).doesNotHaveDuplicates();
        }
    }

    @Test
    void tooFewPeopleAreToldPlainly() {
        city.add("DJ-SEO", 2_000);
        city.add("DJ-JUNG", 10);
        city.comesOn("kim", 9, "DJ-SEO");
        city.plan();
        Coverage seo = city.last.coverage().get(1);
        assertThat(seo.districtCode()).isEqualTo("DJ-SEO");
        assertThat(seo.kept()).isFalse();
        assertThat(seo.tilesAble()).isEqualTo(5);
        assertThat(seo.tilesNeeded()).isEqualTo(16);
        assertThat(seo.possibleEvery()).isEqualTo(Duration.ofSeconds(25L * 2_000 / 5));
        assertThat(city.last.coverage().get(0).possibleEvery())
                .as("nobody watches there")
                .isNull();
    }

    @Test
    void whoWatchesAgainAfterTooLongSeesTheLongestUnseenFirst() {
        city.add("DJ-SEO", 100);
        city.now = city.now.plus(Duration.ofHours(3));
        city.add("DJ-DONG", 100);
        city.comesOn("kim", 16, "*");
        city.plan();
        assertThat(city.shown()).hasSize(5).allMatch(id -> id.startsWith("DJ-SEO"));
        assertThat(city.last.coverage().get(1).overdue()).isEqualTo(100);
    }

    private Wall kim() {
        return requireNonNull(city.walls.get("kim"));
    }

    private List<String> hot(String who) {
        return requireNonNull(city.walls.get(who)).showing().stream()
                .filter(tile -> tile.why() == Why.PRIORITY)
                .map(Tile::cameraId)
                .toList();
    }
}
