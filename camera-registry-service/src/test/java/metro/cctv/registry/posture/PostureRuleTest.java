package metro.cctv.registry.posture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import metro.cctv.registry.camera.SecurityFacts;
import metro.cctv.registry.posture.PostureProperties.MinimumFirmware;
import metro.cctv.registry.secret.PasswordFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostureRuleTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final PostureProperties SETTINGS = new PostureProperties(
            Duration.ofDays(180),
            Duration.ofDays(30),
            Duration.ofDays(30),
            List.of(new MinimumFirmware("Hanwha", "XNV", "1.41"), new MinimumFirmware("hanwha", "", "2.0")),
            Duration.ofSeconds(5),
            2000);

    /** Days ago for the password and the changed certificate, days from now for its end; p: default, e: empty, u: unread, -: no log-in. */
    @ParameterizedTest(name = "{0} shared {1} {2} d, {3} {4} {5} cert {6}, {7}, ends {8} changed {9}: {10} {11}")
    @CsvSource(nullValues = "-", textBlock = """
            ok, 0, 180, Hanwha, XNV-1, 1.41.02, KC-1, rtsps, 31,  -,  '',                     100
            ok, 0, 181, Hanwha, XNV-1, 1.41.02, KC-1, rtsps, 31,  -,  OLD_PASSWORD,           90
            p,  0, 1,   Hanwha, XNV-1, 1.41.02, KC-1, rtsps, -,   -,  DEFAULT_PASSWORD,       50
            e,  5, 900, Hanwha, XNV-1, 1.41.02, KC-1, rtsps, -,   -,  NO_PASSWORD,            50
            u,  0, 0,   Hanwha, XNV-1, 1.41.02, KC-1, rtsps, -,   -,  UNKNOWN_PASSWORD,       90
            -,  0, 0,   Hanwha, XNV-1, 1.41.02, KC-1, rtsps, -,   -,  NO_PASSWORD,            50
            ok, 1, 1,   Hanwha, XNV-1, 1.41.02, KC-1, rtsps, -,   -,  REUSED_PASSWORD,        80
            ok, 0, 1,   Hanwha, XNV-1, 1.40.99, KC-1, rtsps, -,   -,  OLD_FIRMWARE,           75
            ok, 0, 1,   HANWHA, QNO-1, 1.99,    KC-1, rtsps, -,   -,  OLD_FIRMWARE,           75
            ok, 0, 1,   Other,  QNO-1, 0.1,     KC-1, rtsps, -,   -,  '',                     100
            ok, 0, 1,   Hanwha, XNV-1, beta,    KC-1, rtsps, -,   -,  UNKNOWN_FIRMWARE,       90
            ok, 0, 1,   Hanwha, XNV-1, -,       KC-1, rtsps, -,   -,  UNKNOWN_FIRMWARE,       90
            ok, 0, 1,   -,      XNV-1, 1.41,    KC-1, rtsps, -,   -,  UNKNOWN_FIRMWARE,       90
            ok, 0, 1,   Hanwha, XNV-1, 1.41,    -,    rtsps, -,   -,  UNCERTIFIED_FIRMWARE,   90
            ok, 0, 1,   Hanwha, XNV-1, 1.41,    KC-1, rtsp,  -,   -,  PLAIN_STREAM,           85
            ok, 0, 1,   Hanwha, XNV-1, 1.41,    KC-1, RTSP,  -,   -,  PLAIN_STREAM,           85
            ok, 0, 1,   Hanwha, XNV-1, 1.41,    KC-1, http,  -,   -,  PLAIN_STREAM,           85
            ok, 0, 1,   Hanwha, XNV-1, 1.41,    KC-1, rtsps, 0,   -,  CERTIFICATE_EXPIRED,    80
            ok, 0, 1,   Hanwha, XNV-1, 1.41,    KC-1, rtsps, 29,  -,  CERTIFICATE_EXPIRES,    95
            ok, 0, 1,   Hanwha, XNV-1, 1.41,    KC-1, rtsps, 90,  29, CERTIFICATE_CHANGED,    70
            ok, 0, 1,   Hanwha, XNV-1, 1.41,    KC-1, rtsps, 90,  30, '',                     100
            p,  9, 900, -,      -,     -,       -,    rtsp,  -1,  1,  DEFAULT_PASSWORD CERTIFICATE_CHANGED REUSED_PASSWORD CERTIFICATE_EXPIRED PLAIN_STREAM OLD_PASSWORD UNKNOWN_FIRMWARE, 0
            """)
    void assess(
            @Nullable String password,
            long sharedWith,
            long changedDays,
            @Nullable String maker,
            @Nullable String model,
            @Nullable String firmware,
            @Nullable String certified,
            String scheme,
            @Nullable Integer endsInDays,
            @Nullable Integer changedDaysAgo,
            String expected,
            int score) {
        var device = new SecurityFacts(
                maker,
                model,
                firmware,
                certified,
                null,
                endsInDays == null ? null : NOW.plus(Duration.ofDays(endsInDays)),
                null);
        boolean unread = "u".equals(password);
        PasswordFacts known = password == null || unread
                ? null
                : new PasswordFacts(
                        "T-1",
                        password.equals("p"),
                        password.equals("e"),
                        sharedWith,
                        NOW.minus(Duration.ofDays(changedDays)));
        Instant changedAt = changedDaysAgo == null ? null : NOW.minus(Duration.ofDays(changedDaysAgo));

        List<Finding> findings = PostureRule.assess(
                new Facts(List.of(scheme + "://10.0.0.1/main"), device, known, unread, changedAt), SETTINGS, NOW);

        assertThat(findings.stream().map(f -> f.code().name()).collect(Collectors.joining(" ")))
                .isEqualTo(expected);
        assertThat(PostureRule.score(findings)).isEqualTo(score);
    }

    @Test
    void theDevicesOwnWordOnItsPasswordsAgeCounts() {
        var device = new SecurityFacts("A", "B", "1", "KC-1", null, null, NOW.minus(Duration.ofDays(200)));
        var password = new PasswordFacts("T-1", false, false, 0, NOW);

        assertThat(PostureRule.assess(new Facts(List.of(), device, password, false, null), SETTINGS, NOW))
                .extracting(Finding::code)
                .containsExactly(Finding.Code.OLD_PASSWORD);
    }

    @ParameterizedTest(name = "{0} against {1}: {2}")
    @CsvSource(nullValues = "-", textBlock = """
            V5.7.3 build 220112, 5.7.3,  false
            V5.7.2 build 220112, 5.7.3,  true
            V5.10,               5.9,    false
            5,                   5.0.0,  false
            5,                   5.0.1,  true
            1.41.02_R3,          1.41.2, false
            beta,                1.0,    -
            '',                  1.0,    -
            99999999999999999999999, 1,  false
            """)
    void versions(String firmware, String minimum, @Nullable Boolean older) {
        assertThat(FirmwareRule.isOlder(firmware, minimum).orElse(null)).isEqualTo(older);
    }
}
