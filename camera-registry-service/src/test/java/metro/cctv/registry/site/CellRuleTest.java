package metro.cctv.registry.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellRuleTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "202005, 2020-05",
                "2022-08, 2022-08",
                "20211116, 2021-11",
                "2022-08-01, 2022-08",
                "2022.8, 2022-08",
                "2022.08., 2022-08",
                "2022. 8. 1., 2022-08",
                "2022/08/01, 2022-08",
                "2022년 8월, 2022-08",
                "2022년08월01일, 2022-08",
                "2022-08-01 00:00:00, 2022-08",
                "20220800, 2022-08",
                "2022, -",
                "2022-13, -",
                "20220832, -",
                "08-2022, -",
            })
    void months(String text, String month) {
        assertThat(CellRule.month(text).map(Object::toString)).isEqualTo(Optional.ofNullable(month));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-05-19 22:58:23, 2026-05-19 22:58:23",
                "20260519225823, 2026-05-19 22:58:23",
                "2026-05-19T22:58:23.123, 2026-05-19 22:58:23",
                "2026-05-19 22:58, 2026-05-19 22:58:00",
                "2026-05-19, 2026-05-19",
                "2026-05-19 24:00:00, -",
                "2026-13-19 22:58:23, -",
            })
    void moments(String text, String moment) {
        assertThat(CellRule.instant(text)).isEqualTo(Optional.ofNullable(moment));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "02-2148-3033, 02-2148-3033",
                "042)270-1234, 042-270-1234",
                "(042) 270 1234, 042-270-1234",
                "042.270.1234, 042-270-1234",
                "0422701234, 0422701234",
                "1588-1234, 1588-1234",
                "112, 112",
                "120, 120",
                "42-270-1234, 042-270-1234",
                "270-1234, -",
                "042-270-1234(내선 3), -",
            })
    void phones(String text, String number) {
        assertThat(CellRule.phone(text).map(CellRule.Phone::number)).isEqualTo(Optional.ofNullable(number));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            nullValues = "-",
            quoteCharacter = '~',
            value = {
                "200, 200",
                "200만, 200",
                "200만 화소, 200",
                "~2,000,000~, 200",
                "2000000, 200",
                "200.0, 200",
                "0, -",
                "HD, -",
            })
    void pixels(String text, Integer tenThousands) {
        assertThat(CellRule.pixels(text)).isEqualTo(Optional.ofNullable(tenThousands));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            quoteCharacter = '~',
            value = {"=1+1, ~'=1+1~", "+82, ~'+82~", "-1, ~'-1~", "@a, ~'@a~", "a=b, a=b", "가, 가"})
    void nothingIsAFormulaAndReadsBack(String text, String harmless) {
        assertThat(Cell.harmless(text)).isEqualTo(harmless);
        assertThat(Cell.clean(harmless)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "~  a  b ~, a b",
                "~a\nb~, a b",
                "~\u00a0a\u3000~, a",
                "~\u1100\u1161~, 가",
                "~\ufeff가~, 가",
            })
    void cellsAreCleaned(String raw, String clean) {
        assertThat(Cell.clean(raw)).isEqualTo(clean);
    }
}
