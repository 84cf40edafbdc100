package metro.cctv.registry.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonthRuleTest {
    /** In Seoul it is the 1st of December already. */
    private static final Instant NOW = Instant.parse("2026-11-30T15:00:00Z");

    @ParameterizedTest(name = "{0}: {1} to {2}")
    @CsvSource(textBlock = """
            2026-11, 2026-10-31T15:00:00Z, 2026-11-30T15:00:00Z
            2026-12, 2026-11-30T15:00:00Z, 2026-12-31T15:00:00Z
            2026-02, 2026-01-31T15:00:00Z, 2026-02-28T15:00:00Z
            2025-12, 2025-11-30T15:00:00Z, 2025-12-31T15:00:00Z
            """)
    void aMonthIsTheCitys(String text, Instant start, Instant end) {
        YearMonth month = MonthRule.parse(text, NOW, 12);

        assertThat(MonthRule.start(month)).isEqualTo(start);
        assertThat(MonthRule.end(month)).isEqualTo(end);
        assertThat(MonthRule.of(start)).isEqualTo(month);
        assertThat(MonthRule.of(start.minusMillis(1))).isEqualTo(month.minusMonths(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-00",
                "2026-13",
                "2026-1",
                "11-2026",
                "2027-01",
                "2025-11",
                "2026-11-01",
                "-2026-11"
            })
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MonthRule.parse(text, NOW, 12))
                .withMessageStartingWith("month: ");
    }
}
