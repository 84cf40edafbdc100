package metro.cctv.registry.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import metro.cctv.registry.onvif.SafeXml.XmlRefused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockRuleTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    @ParameterizedTest(name = "UTC {0}, local {1}, zone {2}: {3} s {4}")
    @CsvSource({
        "2026-11-22T03:00:00, , KST-9, 0, ''",
        "2026-11-22T03:00:04, , KST-9, 4, ''",
        "2026-11-22T03:00:20, , KST-9, 20, CLOCK_OFF",
        "2026-11-22T12:00:00, , KST-9, 32400, LOCAL_TIME_AS_UTC",
        "2026-11-22T12:01:00, , KST-09:00, 32460, LOCAL_TIME_AS_UTC",
        "2026-11-22T12:00:10, , , 32410, LOCAL_TIME_AS_UTC",
        "2026-11-22T08:30:00, , , 19800, LOCAL_TIME_AS_UTC",
        "2026-11-22T12:20:00, , KST-9, 33600, CLOCK_OFF",
        "2026-11-22T04:00:00, , KST-9, 3600, CLOCK_OFF",
        "2026-11-21T22:00:00, , EST5EDT, -18000, LOCAL_TIME_AS_UTC",
        "2000-01-01T00:00:00, , KST-9, -848631600, CLOCK_OFF",
        ", 2026-11-22T12:00:00, KST-9, 0, UTC_MISSING",
        ", 2026-11-22T08:30:00, <+0530>-5:30, 0, UTC_MISSING",
        ", 2026-11-22T03:00:00, , 0, UTC_MISSING",
        ", , KST-9, 0, CLOCK_UNREADABLE",
        "2026-13-45T03:00:00, , KST-9, 0, CLOCK_UNREADABLE",
        "2026-11-22T24:00:00, , KST-9, 0, CLOCK_UNREADABLE",
        "2026-11-22T03:00:60, , KST-9, 59, CLOCK_OFF",
        "99999999999-11-22T03:00:00, , KST-9, 0, CLOCK_UNREADABLE",
    })
    void comparesClocks(@Nullable String utc, @Nullable String local, @Nullable String zone, long seconds, String quirk)
            throws XmlRefused {
        String xml = "<R><SystemDateAndTime>"
                + (zone == null ? "" : "<TimeZone><TZ>" + SoapCall.escape(zone) + "</TZ></TimeZone>")
                + at("UTCDateTime", utc)
                + at("LocalDateTime", local)
                + "</SystemDateAndTime></R>";

        ClockRule.Reading reading = ClockRule.read(SafeXml.parse(xml.getBytes(StandardCharsets.UTF_8)), NOW);

        assertThat(reading.offset()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(reading.quirks().stream().map(Enum::name))
                .containsExactlyElementsOf(quirk.isEmpty() ? java.util.List.of() : java.util.List.of(quirk));
    }

    @ParameterizedTest
    @CsvSource({
        "KST-9, false, 540",
        "UTC, false, 0",
        "GMT0, false, 0",
        "CST+6, false, -360",
        "'EST5EDT,M3.2.0,M11.1.0', true, -240",
        "'EST5EDT,M3.2.0,M11.1.0', false, -300",
        "'GMT0BST,M3.5.0/1,M10.5.0', true, 60",
        "Asia/Seoul, false,",
        "KST-99, false,",
        "'', false,",
    })
    void readsPosixZones(String zone, boolean summer, @Nullable Long eastMinutes) {
        assertThat(ClockRule.eastOfUtc(zone, summer).map(Duration::toMinutes).orElse(null))
                .isEqualTo(eastMinutes);
    }

    private static String at(String name, @Nullable String time) {
        if (time == null) return "";
        String[] halves = time.split("T");
        String[] date = halves[0].split("-");
        String[] clock = halves[1].split(":");
        return "<%s><Time><Hour>%s</Hour><Minute>%s</Minute><Second>%s</Second></Time><Date><Year>%s</Year><Month>%s</Month><Day>%s</Day></Date></%s>"
                .formatted(name, clock[0], clock[1], clock[2], date[0], date[1], date[2], name);
    }
}
