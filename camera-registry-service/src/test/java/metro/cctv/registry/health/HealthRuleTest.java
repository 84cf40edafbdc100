package metro.cctv.registry.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.stream.LongStream;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.registry.camera.CameraHealth;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthRuleTest {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final HealthProperties SETTINGS = new HealthProperties(
            Duration.ofMinutes(3),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            6,
            Duration.ofMinutes(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Period.ofMonths(13));

    /** Seconds ago; changes and gaps in seconds ago too, the newest last; the recheck in seconds from now. */
    @ParameterizedTest(name = "{index}: main {0} since {1} s, sub {2} since {3} s, changes {4}, gaps {5}: {6} {7}")
    @CsvSource(nullValues = "-", textBlock = """
            ONLINE,     600, -,          0,   -,                       -,   ONLINE,     NONE,               -
            ONLINE,     600, ONLINE,     600, -,                       -,   ONLINE,     NONE,               -
            ONLINE,     600, OFFLINE,    59,  -,                       -,   ONLINE,     NONE,               1
            ONLINE,     600, OFFLINE,    60,  -,                       -,   DEGRADED,   SUB_STREAM_MISSING, -
            ONLINE,     600, CONNECTING, 61,  -,                       -,   DEGRADED,   SUB_STREAM_MISSING, -
            ONLINE,     5,   -,          0,   400 300 200 100 5,       -,   ONLINE,     NONE,               -
            ONLINE,     5,   -,          0,   590 400 300 200 100 5,   -,   DEGRADED,   FLAPPING,           10
            ONLINE,     5,   -,          0,   600 400 300 200 100 5,   -,   ONLINE,     NONE,               -
            ONLINE,     5,   OFFLINE,    90,  590 400 300 200 100 5,   -,   DEGRADED,   FLAPPING,           10
            ONLINE,     900, -,          0,   -,                       599, DEGRADED,   RECORDING_GAPS,     1
            ONLINE,     900, -,          0,   -,                       600, ONLINE,     NONE,               -
            ONLINE,     900, OFFLINE,    90,  -,                       30,  DEGRADED,   RECORDING_GAPS,     570
            CONNECTING, 0,   -,          0,   -,                       -,   CONNECTING, NONE,               60
            CONNECTING, 59,  -,          0,   -,                       -,   CONNECTING, NONE,               1
            CONNECTING, 60,  -,          0,   -,                       -,   OFFLINE,    NO_PICTURE,         -
            OFFLINE,    5,   -,          0,   -,                       -,   OFFLINE,    NONE,               -
            OFFLINE,    5,   ONLINE,     900, 590 400 300 200 100 5,   30,  OFFLINE,    NONE,               -
            """)
    void assess(
            State main,
            long mainSince,
            @Nullable State sub,
            long subSince,
            @Nullable String changes,
            @Nullable String gaps,
            CameraHealth.State expected,
            String cause,
            @Nullable Long recheckIn) {
        StreamWord subWord = sub == null ? null : word(sub, subSince, 0, null, null);

        var verdict = HealthRule.assess(true, word(main, mainSince, 0, changes, gaps), subWord, SETTINGS, NOW);

        assertThat(verdict.health().state()).isEqualTo(expected);
        assertThat(verdict.health().cause()).isEqualTo(cause);
        assertThat(verdict.recheckAt()).isEqualTo(recheckIn == null ? null : NOW.plusSeconds(recheckIn));
    }

    @Test
    void aSubStreamNobodySpeaksOfAnyMoreIsNotMissed() {
        StreamWord sub = word(State.OFFLINE, 900, 181, null, null);

        assertThat(HealthRule.assess(true, word(State.ONLINE, 900, 0, null, null), sub, SETTINGS, NOW)
                        .health()
                        .state())
                .isEqualTo(CameraHealth.State.ONLINE);
    }

    /** What ingest says of a camera's sight stands before what time says of its connection. */
    @ParameterizedTest
    @CsvSource({"ONLINE, COVERED, DEGRADED", "ONLINE, DAZZLED, DEGRADED", "OFFLINE, COVERED, OFFLINE"})
    void aCameraThatSeesNothingIsNotWell(State state, String cause, CameraHealth.State expected) {
        List<Instant> changes = ago("590 400 300 200 100 5");
        Instant since = NOW.minusSeconds(60);
        var word = new StreamWord(state, cause, "no sight", since, NOW, changes, List.of());

        CameraHealth health = HealthRule.assess(true, word, null, SETTINGS, NOW).health();

        assertThat(health.state()).isEqualTo(expected);
        assertThat(health.cause()).isEqualTo(cause);
        assertThat(health.detail()).isEqualTo("no sight");
    }

    @Test
    void outOfServiceNothingIsWrong() {
        var verdict = HealthRule.assess(false, word(State.OFFLINE, 900, 0, null, null), null, SETTINGS, NOW);

        assertThat(verdict.health().state()).isEqualTo(CameraHealth.State.UNKNOWN);
        assertThat(verdict.health().cause()).isEqualTo(CameraHealth.NOT_IN_SERVICE);
    }

    @Test
    void neverSeenIsUnknown() {
        CameraHealth health = HealthRule.assess(true, null, null, SETTINGS, NOW).health();

        assertThat(health.state()).isEqualTo(CameraHealth.State.UNKNOWN);
        assertThat(health.cause()).isEqualTo("NEVER_SEEN");
        assertThat(health.since()).isNull();
    }

    private static StreamWord word(
            State state, long sinceS, long atS, @Nullable String changes, @Nullable String gaps) {
        return new StreamWord(
                state, "NONE", "fine", NOW.minusSeconds(sinceS), NOW.minusSeconds(atS), ago(changes), ago(gaps));
    }

    private static List<Instant> ago(@Nullable String seconds) {
        if (seconds == null) return List.of();
        return LongStream.of(java.util.Arrays.stream(seconds.split(" "))
                        .mapToLong(Long::parseLong)
                        .toArray())
                .mapToObj(NOW::minusSeconds)
                .toList();
    }
}
