package metro.cctv.registry.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import metro.cctv.registry.RegistryTest;
import metro.cctv.registry.health.AvailabilityBook.Available;
import metro.cctv.registry.health.AvailabilityBook.By;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whole hours everywhere, so that counting hours one by one is exact. */
class AvailabilityIT extends RegistryTest {
    private static final YearMonth MONTH = YearMonth.of(2026, 10);
    private static final Instant START = MonthRule.start(MONTH);
    private static final Instant END = MonthRule.end(MONTH);
    private static final List<String> STATES =
            List.of("ONLINE", "DEGRADED", "OFFLINE", "CONNECTING", "STALE", "UNKNOWN");

    @Autowired
    JdbcClient jdbc;

    @Autowired
    AvailabilityBook book;

    private final RandomGenerator random = RandomGenerator.getDefault();

    @Test
    void theSumsAreThoseOfCountingHours() {
        String district = freshDistrict();
        double served = 0;
        double up = 0;
        double down = 0;
        for (int i = 0; i < 30; i++) {
            Counted counted = randomCamera(district);
            List<Available> one = book.of(counted.code(), START, END);
            if (counted.served() + counted.up() + counted.down() > 0) {
                assertThat(one.getFirst().servedSeconds())
                        .as(counted.toString())
                        .isCloseTo(counted.served(), within(1e-6));
                assertThat(one.getFirst().upSeconds()).as(counted.toString()).isCloseTo(counted.up(), within(1e-6));
                assertThat(one.getFirst().downSeconds()).as(counted.toString()).isCloseTo(counted.down(), within(1e-6));
            }
            served += counted.served();
            up += counted.up();
            down += counted.down();
        }

        Available sum =
                book.of(By.DISTRICT, Set.of(district), null, 10, START, END).getFirst();
        assertThat(sum.servedSeconds()).isCloseTo(served, within(1e-3));
        assertThat(sum.upSeconds()).isCloseTo(up, within(1e-3));
        assertThat(sum.downSeconds()).isCloseTo(down, within(1e-3));
        assertThat(book.of(By.CAMERA, Set.of(district), null, 7, START, END)).hasSize(7);
    }

    private record Counted(String code, double served, double up, double down) {}

    private record Span(int from, int to, String state) {
        boolean covers(int hour) {
            return from <= hour && hour < to;
        }
    }

    /** From five days before the month to five days after it. */
    private Counted randomCamera(String district) {
        String code = freshCamera(district);
        jdbc.sql("delete from camera_service where camera_code = ?").param(code).update();
        List<Span> states = new ArrayList<>();
        int hour = -120 + random.nextInt(200);
        int last = (int) Duration.between(START, END).toHours() + 120;
        while (hour < last) {
            int to = hour + 1 + random.nextInt(random.nextBoolean() ? 12 : 300);
            states.add(new Span(hour, to, STATES.get(random.nextInt(STATES.size()))));
            hour = to;
        }
        List<Span> served = new ArrayList<>();
        hour = -120 + random.nextInt(300);
        while (hour < last) {
            int to = hour + 1 + random.nextInt(400);
            served.add(new Span(hour, to, ""));
            hour = to + 1 + random.nextInt(60);
        }
        List<Span> works = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            int from = random.nextInt(last) - 60;
            works.add(new Span(from, from + 1 + random.nextInt(48), "")); // may overlap each other
        }
        write(code, district, states, served, works);
        return count(code, states, served, works);
    }

    private void write(String code, String district, List<Span> states, List<Span> served, List<Span> works) {
        for (Span s : states.subList(0, states.size() - 1))
            jdbc.sql(
                            "insert into health_interval (camera_code, from_at, to_at, state, cause, detail) values (?, ?, ?, ?, '', '')")
                    .params(code, at(s.from()), at(s.to()), s.state())
                    .update();
        Span present = states.getLast();
        jdbc.sql("""
                        insert into camera_health (camera_code, district_code, state, cause, detail, since, changed_at)
                        values (?, ?, ?, '', '', ?, now())
                        """)
                .params(code, district, present.state(), at(present.from()))
                .update();
        for (Span s : served)
            jdbc.sql("insert into service_interval (camera_code, from_at, to_at) values (?, ?, ?)")
                    .params(code, at(s.from()), at(s.to()))
                    .update();
        for (Span s : works)
            jdbc.sql("""
                            insert into maintenance (maintenance_id, camera_code, from_at, to_at, reason, who, entered_at)
                            values (?, ?, ?, ?, 'test', 'test', now())
                            """)
                    .params(UUID.randomUUID(), code, at(s.from()), at(s.to()))
                    .update();
    }

    /** The last state lasts. */
    private static Counted count(String code, List<Span> states, List<Span> served, List<Span> works) {
        double inService = 0;
        double up = 0;
        double down = 0;
        int hours = (int) Duration.between(START, END).toHours();
        for (int h = 0; h < hours; h++) {
            int hour = h;
            if (served.stream().noneMatch(s -> s.covers(hour)) || works.stream().anyMatch(s -> s.covers(hour)))
                continue;
            inService += 3600;
            String state = states.getLast().from() <= hour
                    ? states.getLast().state()
                    : states.stream()
                            .filter(s -> s.covers(hour))
                            .findFirst()
                            .map(Span::state)
                            .orElse("UNKNOWN");
            if (state.equals("ONLINE") || state.equals("DEGRADED")) up += 3600;
            if (state.equals("OFFLINE") || state.equals("CONNECTING")) down += 3600;
        }
        return new Counted(code, inService, up, down);
    }

    private static Timestamp at(int hour) {
        return Timestamp.from(START.plus(Duration.ofHours(hour)));
    }
}
