package metro.cctv.link.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.link.correlation.CorrelationRule.Bounds;
import metro.cctv.link.correlation.CorrelationRule.Join;
import metro.cctv.link.correlation.CorrelationRule.Kind;
import metro.cctv.link.correlation.CorrelationRule.Open;
import metro.cctv.link.correlation.CorrelationRule.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CorrelationRuleTest {
    private static final Bounds BOUNDS = new Bounds(200, Duration.ofMinutes(5));
    private static final Instant BEGUN = Instant.parse("2026-11-22T03:00:00Z");
    private static final double LON = 127.3848;
    private static final double LAT = 36.3504;
    private static final double DEG_PER_M = 1 / 111_195.081;
    private static final UUID HEAD = UUID.fromString("00000000-0000-4000-8000-000000000001");

    @ParameterizedTest(name = "{0} m, {1} s after: joined {2}")
    @CsvSource({
        "0,   0,    true",
        "199, 10,   true",
        "200, 10,   true",
        "201, 10,   false",
        "5,   300,  true",
        "5,   301,  false",
        "5,   -300, true",
        "5,   -301, false",
        "200, 300,  true",
        "201, 301,  false"
    })
    void nearAndSoon(double northM, long seconds, boolean joined) {
        Optional<Join> join = join(signal(Kind.ALERT, northM, seconds, "DJ-SEO", false), head("DJ-SEO", 0, true));
        assertThat(join.isPresent()).isEqualTo(joined);
        join.ifPresent(one -> {
            assertThat(one.incidentId()).isEqualTo(HEAD);
            assertThat(one.distanceM()).isEqualTo(Math.round(northM));
            assertThat(one.seconds()).isEqualTo(Math.abs(seconds));
            assertThat(one.rule()).isEqualTo("near-and-soon/1");
        });
    }

    @Test
    void fiveMinutesCountFromTheLatestThatBelongsToIt() {
        Open grown = head("DJ-SEO", 600, true);
        assertThat(join(signal(Kind.CASE, 10, 900, "DJ-SEO", false), grown))
                .get()
                .extracting(Join::seconds)
                .isEqualTo(300L);
        assertThat(join(signal(Kind.CASE, 10, 901, "DJ-SEO", false), grown)).isEmpty();
        assertThat(join(signal(Kind.CASE, 10, 400, "DJ-SEO", false), grown))
                .get()
                .extracting(Join::seconds)
                .isEqualTo(0L);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whoeverTellsIsJoinedButNotAcrossCityPartsNorATestNorToAClosedOne(Kind kind) {
        Signal signal = signal(kind, 20, 20, "DJ-SEO", false);
        assertThat(join(signal, head("DJ-SEO", 0, true))).isPresent();
        assertThat(join(signal, head("DJ-JUNG", 0, true))).isEmpty();
        assertThat(join(signal, head("DJ-SEO", 0, false))).isEmpty();
        assertThat(join(signal(kind, 20, 20, "DJ-SEO", true), head("DJ-SEO", 0, true)))
                .isEmpty();
    }

    @Test
    void theNearestWinsThenTheSoonestAndNothingIsItsOwnPart() {
        Open far = new Open(UUID.randomUUID(), "DJ-SEO", LON, LAT + 150 * DEG_PER_M, BEGUN, BEGUN, true);
        Open later =
                new Open(UUID.randomUUID(), "DJ-SEO", LON, LAT, BEGUN.minusSeconds(60), BEGUN.minusSeconds(60), true);
        Signal signal = signal(Kind.FIRE_SENSOR, 0, 30, "DJ-SEO", false);
        assertThat(CorrelationRule.join(signal, List.of(far, later, head("DJ-SEO", 0, true)), BOUNDS))
                .get()
                .extracting(Join::incidentId)
                .isEqualTo(HEAD);
        var itself = new Signal(Kind.CASE, HEAD, "DJ-SEO", LON, LAT, BEGUN, false);
        assertThat(join(itself, head("DJ-SEO", 0, true))).isEmpty();
    }

    private static Optional<Join> join(Signal signal, Open incident) {
        return CorrelationRule.join(signal, List.of(incident), BOUNDS);
    }

    private static Signal signal(Kind kind, double northM, long seconds, String district, boolean test) {
        return new Signal(
                kind, UUID.randomUUID(), district, LON, LAT + northM * DEG_PER_M, BEGUN.plusSeconds(seconds), test);
    }

    private static Open head(String district, long lastSeconds, boolean open) {
        return new Open(HEAD, district, LON, LAT, BEGUN, BEGUN.plusSeconds(lastSeconds), open);
    }
}
