package metro.cctv.registry.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.address.AddressUse;
import metro.cctv.registry.onvif.ProbeView.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Devices in the manner of real ones; where each behaviour is on record, the README beside the files says. */
class DeviceQuirksTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final OnvifCredentials WHO = new OnvifCredentials("admin", "p\"w&<1>");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hikvision-like | DIGEST         |           0 | H265 2688x1520 + H264 640x360         | AUDIO
            dahua-like     | USERNAME_TOKEN |  -848631533 | H264 2560x1440                        | CLOCK_OFF ADDRESS_OTHER_HOST PTZ_EMPTY LEGACY_LOGIN
            axis-like      | DIGEST         |         -20 | H264 1920x1080 + MJPEG 3840x2160      | CLOCK_OFF ADDRESS_REFUSED
            hanwha-like    | DIGEST         |       32402 | H264 2560x1920 + null 0 + MJPEG 800x600 | LOCAL_TIME_AS_UTC MEDIA2_FAILS PROFILE_WITHOUT_VIDEO SNAPSHOT_MISSING
            nameless-like  | NONE           | -1482548350 | H264 0                                | CLOCK_OFF UTC_MISSING SERVICES_MISSING ADDRESS_REFUSED ADDRESS_RELATIVE ADDRESS_ESCAPED_TWICE ADDRESS_UNESCAPED CREDENTIALS_IN_ADDRESS SNAPSHOT_MISSING NO_LOGIN
            """)
    void readsEachDeviceAndSaysWhatIsOdd(String name, Login login, long offsetS, String profiles, String quirks) {
        try (var device = RecordedDevice.of(name);
                var parts = new OnvifParts(Clock.fixed(NOW, ZoneOffset.UTC))) {
            ProbeView view = probe(parts, device, WHO);

            assertThat(view.authentication()).isEqualTo(login);
            assertThat(view.clockOffsetMs()).isEqualTo(offsetS * 1000);
            assertThat(view.profiles().stream().map(DeviceQuirksTest::words).toList())
                    .isEqualTo(List.of(profiles.split(" \\+ ")));
            assertThat(view.quirks().stream().map(q -> q.substring(0, q.indexOf(':'))))
                    .containsExactlyInAnyOrder(quirks.split(" "));
            assertThat(view.pinnedAddress()).isEqualTo("127.0.0.1");
            assertThat(view.toString()).doesNotContain(WHO.password(), "password=");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hikvision-like, rtsp://127.0.0.1:554/Streaming/Channels/101?transportmode=unicast&profile=Profile_1",
        "dahua-like, rtsp://127.0.0.1:554/cam/realmonitor?channel=1&subtype=0&unicast=true&proto=Onvif",
        "axis-like, rtsp://127.0.0.1/onvif-media/media.amp?profile=profile_1_h264&sessiontimeout=60&streamtype=unicast",
        "hanwha-like, rtsp://127.0.0.1/profile2/media.smp",
        "nameless-like, rtsp://127.0.0.1/onvif1?stream=%7B0%7D&mode=real",
    })
    void streamsAreSuggestedAtTheHostThatWasDialled(String name, String url) {
        try (var device = RecordedDevice.of(name);
                var parts = new OnvifParts(Clock.fixed(NOW, ZoneOffset.UTC))) {
            var main = probe(parts, device, WHO).suggestion().mainStream();

            assertThat(main).isNotNull();
            assertThat(main.url()).isEqualTo(url);
            assertThat(main.codec()).isNotEqualTo(metro.cctv.registry.camera.Stream.Codec.MJPEG);
            parts.addresses.check("mainStream", main.url());
        }
    }

    @Test
    void digestAndTokenAreNeverSentTogetherAndNothingIsSentTwice() {
        try (var digest = RecordedDevice.of("hikvision-like");
                var token = RecordedDevice.of("dahua-like");
                var parts = new OnvifParts(Clock.fixed(NOW, ZoneOffset.UTC))) {
            probe(parts, digest, WHO);
            assertThat(digest.tokens).isEmpty();
            assertThat(digest.authorizations).doesNotHaveDuplicates().hasSizeGreaterThan(5);
            assertThat(digest.authorizations.get(4)).contains("nc=00000005");
            // One nonce, asked for once: the other calls need one request each.
            assertThat(digest.asked.stream().filter(a -> a.startsWith("GetDeviceInformation")))
                    .hasSize(2);
            assertThat(digest.asked.stream().filter(a -> a.startsWith("tr2.GetProfiles")))
                    .hasSize(1);

            probe(parts, token, WHO);
            assertThat(token.authorizations).isEmpty();
            assertThat(token.tokens.stream().map(t -> t.replaceAll("(?s).*<wsse:Nonce[^>]*>([^<]*)<.*", "$1")))
                    .doesNotHaveDuplicates();
            // Dated with the device's own clock.
            assertThat(token.tokens).allMatch(t -> t.contains("<wsu:Created>2000-01-01T00:01:07"));
        }
    }

    @Test
    void theClockIsReadBeforeAnyPasswordIsShown() {
        try (var device = RecordedDevice.of("dahua-like");
                var parts = new OnvifParts(Clock.fixed(NOW, ZoneOffset.UTC))) {
            probe(parts, device, WHO);

            assertThat(device.asked.getFirst()).isEqualTo("GetSystemDateAndTime /onvif/device_service");
            // The announced host is another one; its paths are asked at the dialled host.
            assertThat(device.asked).contains("GetProfiles /onvif/media_service");
        }
    }

    @Test
    void withoutAPasswordTheRefusalSaysSo() {
        try (var device = RecordedDevice.of("dahua-like");
                var parts = new OnvifParts(Clock.fixed(NOW, ZoneOffset.UTC))) {
            assertThatThrownBy(() -> probe(parts, device, null))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.type()).isEqualTo(ProblemType.CAMERA_LOGIN_REFUSED))
                    .hasMessageContaining("asks for a user name");
            assertThat(device.tokens).isEmpty();
        }
    }

    @Test
    void whatADeviceCanDoIsRead() {
        try (var hik = RecordedDevice.of("hikvision-like");
                var axis = RecordedDevice.of("axis-like");
                var parts = new OnvifParts(Clock.fixed(NOW, ZoneOffset.UTC))) {
            ProbeView fixed = probe(parts, hik, WHO);
            assertThat(fixed.imaging())
                    .containsExactly("Brightness", "ColorSaturation", "IrCutFilter", "WideDynamicRange");
            assertThat(fixed.events())
                    .containsExactly("RuleEngine/CellMotionDetector/Motion", "VideoSource/ImageTooDark");
            assertThat(fixed.ptz()).isNull();

            ProbeView dome = probe(parts, axis, WHO);
            assertThat(dome.analytics()).containsExactly("AnalyticsModuleSupport", "RuleSupport");
            assertThat(dome.ptz())
                    .isEqualTo(new ProbeView.Ptz(
                            List.of(new ProbeView.Preset("1", "Home"), new ProbeView.Preset("2", null)),
                            true,
                            true,
                            true,
                            true));
        }
    }

    private static ProbeView probe(
            OnvifParts parts, RecordedDevice device, @org.jspecify.annotations.Nullable OnvifCredentials who) {
        return parts.probe.probe(parts.addresses.pin("address", device.address(), AddressUse.PROBE), who, null);
    }

    private static String words(Profile profile) {
        return profile.codec() + " " + (profile.pixels() == 0 ? "0" : profile.width() + "x" + profile.height());
    }
}
