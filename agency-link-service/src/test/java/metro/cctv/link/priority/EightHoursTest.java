package metro.cctv.link.priority;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import metro.cctv.link.priority.WallRule.Coverage;
import metro.cctv.link.priority.WallRule.Limits;
import org.junit.jupiter.api.Test;

/** 10,000 cameras for a whole shift, at the level of events: none unseen for longer than promised, no operator overrun. */
class EightHoursTest {
    private static final List<String> DISTRICTS = List.of("DJ-DONG", "DJ-JUNG", "DJ-SEO", "DJ-YUSEONG", "DJ-DAEDEOK");
    private static final int CAMERAS_EACH = 2_000;
    private static final Duration SHIFT = Duration.ofHours(8);
    private static final double ALERT_POINTS = 40;

    private final Random random = new Random(2026_11_22);
    private static final Limits LIMITS = new Limits(
            Duration.ofMinutes(60), Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(10), 24, 16, 10);

    private final WatchedCity city = new WatchedCity(LIMITS);
    /** When an alert was raised that nobody's wall shows yet. */
    private final Map<String, Instant> waiting = new HashMap<>();

    private final Map<String, Instant> coolsAt = new HashMap<>();
    private final List<Duration> untilShown = new ArrayList<>();

    @Test
    void aShiftWithBurstsPeopleWhoComeAndGoAndADistrictThatFails() {
        for (String district : DISTRICTS) {
            city.add(district, CAMERAS_EACH);
            for (int i = 0; i < 4; i++) city.comesOn(district + "-" + i, i == 0 ? 9 : 16, district);
        }
        for (int i = 0; i < 4; i++) city.comesOn("city-" + i, 16, "*");
        Instant end = city.now.plus(SHIFT);
        Instant begun = city.now;
        while (city.now.isBefore(end)) {
            people(Duration.between(begun, city.now));
            districts(Duration.between(begun, city.now));
            alerts(Duration.between(begun, city.now));
            city.plan();
            assertThat(city.last.coverage()).allMatch(Coverage::kept);
            noteShown();
        }
        assertThat(city.longestUnseen()).isLessThanOrEqualTo(LIMITS.seenWithin());
        assertThat(city.mostChanges).isLessThanOrEqualTo(LIMITS.changesPerMinute());
        assertThat(city.mostChanges).as("the walls were not idle").isGreaterThan(12);
        untilShown.sort(null);
        assertThat(untilShown).hasSizeGreaterThan(900);
        assertThat(untilShown.get(untilShown.size() / 2))
                .as("what is hot comes up with the next plan")
                .isLessThanOrEqualTo(LIMITS.round());
        assertThat(waiting.values())
                .as("nothing hot is left behind")
                .allMatch(since -> since.isAfter(end.minus(Duration.ofMinutes(2))));
    }

    /** Meals and changes of shift: one of each district's four is away for half an hour of each two; two of the city's go. */
    private void people(Duration passed) {
        long minute = passed.toMinutes();
        if (passed.toSecondsPart() != 0) return;
        for (int i = 0; i < DISTRICTS.size(); i++) {
            String district = DISTRICTS.get(i);
            if (minute % 120 == 10 + 5L * i) city.goesOff(district + "-1");
            if (minute % 120 == 40 + 5L * i) city.comesOn(district + "-1", 16, district);
        }
        if (minute == 200) city.goesOff("city-3");
        if (minute == 290) city.comesOn("city-4", 9, "*");
    }

    private void districts(Duration passed) {
        if (passed.equals(Duration.ofMinutes(150))) city.loses("DJ-SEO");
        if (passed.equals(Duration.ofMinutes(240))) city.getsBack();
        if (passed.equals(Duration.ofMinutes(300))) city.loses("DJ-DONG");
        if (passed.equals(Duration.ofMinutes(310))) city.getsBack();
    }

    /** Two a minute anywhere, and now and then sixty at once in one district. */
    private void alerts(Duration passed) {
        coolsAt.entrySet().removeIf(cool -> {
            if (cool.getValue().isAfter(city.now)) return false;
            city.heats(cool.getKey(), 0);
            waiting.remove(cool.getKey());
            return true;
        });
        if (passed.toSeconds() % 30 == 0) raise(DISTRICTS.get(random.nextInt(DISTRICTS.size())));
        if (passed.toSeconds() % 5_400 == 1_800) for (int i = 0; i < 60; i++) raise("DJ-YUSEONG");
    }

    private void raise(String district) {
        String id = "%s-%05d".formatted(district, random.nextInt(CAMERAS_EACH));
        if (!city.cameras.containsKey(id) || coolsAt.containsKey(id)) return;
        city.heats(id, ALERT_POINTS + random.nextInt(20));
        coolsAt.put(id, city.now.plus(Duration.ofSeconds(180)));
        waiting.put(id, city.now);
    }

    private void noteShown() {
        Set<String> shown = city.shown();
        waiting.entrySet().removeIf(one -> {
            if (!shown.contains(one.getKey())) return !city.cameras.containsKey(one.getKey());
            untilShown.add(Duration.between(one.getValue(), city.now));
            return true;
        });
    }
}
