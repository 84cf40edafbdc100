package metro.cctv.registry.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.simulator.access.AuthScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the camera simulator, whose Digest and UsernameToken are real. */
class SoapClientTest {
    private static final SoapCall PROFILES = SoapCall.of(OnvifService.MEDIA, "GetProfiles");

    @ParameterizedTest
    @CsvSource({
        "NONE, NONE",
        "DIGEST, DIGEST",
        "DIGEST_MD5, DIGEST",
        "DIGEST_SHA256, DIGEST",
        // Offers Basic only, in the clear: the token is what does not give the password away.
        "BASIC, USERNAME_TOKEN",
    })
    void logsInTheWayTheDeviceWants(AuthScheme scheme, Login expected) {
        try (var devices = SimulatedDevices.start(scheme, 554);
                var parts = new OnvifParts()) {
            OnvifDevice device =
                    parts.devices.connect(devices.address("DJ-SEO-001"), SimulatedDevices.CREDENTIALS, null);

            SoapAnswer answer = parts.soap.call(device, PROFILES);

            assertThat(answer.login()).isEqualTo(expected);
            assertThat(answer.body().all("Profiles"))
                    .extracting(p -> p.attribute("token").orElse(""))
                    .containsExactly("main", "sub");
            assertThat(device.clockOffset().abs()).isLessThan(Duration.ofSeconds(20));
        }
    }

    @ParameterizedTest
    @CsvSource({"DIGEST", "BASIC"})
    void aWrongPasswordIsNotTriedAgainAndAgain(AuthScheme scheme) {
        try (var devices = SimulatedDevices.start(scheme, 554);
                var parts = new OnvifParts()) {
            OnvifDevice device =
                    parts.devices.connect(devices.address("DJ-SEO-001"), new OnvifCredentials("cam", "guess-1"), null);

            assertThatThrownBy(() -> parts.soap.call(device, PROFILES))
                    .isInstanceOfSatisfying(ProblemException.class, e -> {
                        assertThat(e.type()).isEqualTo(ProblemType.CAMERA_LOGIN_REFUSED);
                        assertThat(e.detail()).doesNotContain("guess-1");
                    });
            assertThatThrownBy(() -> parts.soap.call(device, PROFILES)).hasMessageContaining("wait a minute");
        }
    }

    @Test
    void theDevicesClockDatesTheToken() {
        Clock ours = Clock.offset(Clock.systemUTC(), Duration.ofHours(-9));
        try (var devices = SimulatedDevices.start(AuthScheme.BASIC, 554);
                var parts = new OnvifParts(ours)) {
            OnvifDevice device =
                    parts.devices.connect(devices.address("DJ-SEO-001"), SimulatedDevices.CREDENTIALS, null);

            assertThat(device.clockOffset()).isBetween(Duration.ofMinutes(539), Duration.ofMinutes(541));
            assertThat(parts.soap.call(device, PROFILES).login()).isEqualTo(Login.USERNAME_TOKEN);
        }
    }

    @Test
    void aFaultSaysWhatTheDeviceRefused() {
        try (var devices = SimulatedDevices.start();
                var parts = new OnvifParts()) {
            OnvifDevice device =
                    parts.devices.connect(devices.address("DJ-SEO-001"), SimulatedDevices.CREDENTIALS, null);

            assertThatThrownBy(() -> parts.soap.call(device, SoapCall.of(OnvifService.MEDIA, "GetVideoSources")))
                    .isInstanceOfSatisfying(SoapFault.class, fault -> {
                        assertThat(fault.type()).isEqualTo(ProblemType.CAMERA_ANSWER_REFUSED);
                        assertThat(fault.subcode()).isEqualTo("ActionNotSupported");
                    });
        }
    }
}
