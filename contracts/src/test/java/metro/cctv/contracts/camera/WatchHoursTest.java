package metro.cctv.contracts.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchHoursTest {
    @ParameterizedTest(name = "{0} to {1} from Friday on: {2} {3} is {4}")
    @CsvSource({
        "09:00, 18:00, FRIDAY,   09:00, true",
        "09:00, 18:00, FRIDAY,   18:00, false",
        "09:00, 18:00, SATURDAY, 10:00, false",
        "22:00, 06:00, FRIDAY,   23:00, true",
        "22:00, 06:00, SATURDAY, 05:59, true",
        "22:00, 06:00, SATURDAY, 06:00, false",
        "22:00, 06:00, FRIDAY,   05:00, false",
        "00:00, 00:00, FRIDAY,   12:00, true",
        "00:00, 00:00, SATURDAY, 00:00, false",
    })
    void hoursThatBeginOnADay(LocalTime from, LocalTime to, DayOfWeek day, LocalTime time, boolean covered) {
        assertThat(new WatchHours(Set.of(DayOfWeek.FRIDAY), from, to).covers(day, time))
                .isEqualTo(covered);
    }
}
