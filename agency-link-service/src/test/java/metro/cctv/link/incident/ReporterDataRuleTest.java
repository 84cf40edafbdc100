package metro.cctv.link.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReporterDataRuleTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            caller 010-1234-5678 waits       | caller [removed] waits
            01012345678                      | [removed]
            042 123 4567 shop                | [removed] shop
            +82 10-1234-5678                 | [removed]
            900101-1234567 seen              | [removed] seen
            case 2026-112-000123, 3 men      | case 2026-112-000123, 3 men
            둔산로 100, 12층 1203호          | 둔산로 100, 12층 1203호
            """)
    void numbersOfPeopleGo(String text, String kept) {
        assertThat(ReporterDataRule.without(text)).isEqualTo(kept);
    }
}
