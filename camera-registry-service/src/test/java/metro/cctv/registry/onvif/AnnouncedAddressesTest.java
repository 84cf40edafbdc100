package metro.cctv.registry.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import metro.cctv.registry.address.AddressUse;
import metro.cctv.registry.address.CameraAddressPolicy;
import metro.cctv.registry.address.CameraAddresses;
import metro.cctv.registry.address.PinnedAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attacks 20 and 21 by a device's own word: what it announces never moves us to another host. */
class AnnouncedAddressesTest {
    private final AnnouncedAddresses announced = new AnnouncedAddresses(
            new CameraAddresses(new CameraAddressPolicy(List.of("10.0.0.0/8", "fd00::/8")), host -> {
                throw new AssertionError("a name was looked up: " + host);
            }));

    @ParameterizedTest(name = "{0} says {1}")
    @CsvSource(delimiter = '|', textBlock = """
            http://10.0.0.5:8000/d  | http://10.0.0.5:8000/onvif/media   | http://10.0.0.5:8000/onvif/media  |
            http://10.0.0.5:8000/d  | http://10.0.0.5/onvif/media        | http://10.0.0.5/onvif/media       |
            http://10.0.0.5/d       | https://10.0.0.5/onvif/media       | https://10.0.0.5/onvif/media      |
            http://10.0.0.5:8000/d  | http://192.168.1.64/onvif/media    | http://10.0.0.5:8000/onvif/media  | ADDRESS_OTHER_HOST
            http://10.0.0.5/d       | http://10.0.0.99:81/onvif/media    | http://10.0.0.5/onvif/media       | ADDRESS_OTHER_HOST
            http://10.0.0.5/d       | http://evil.example/onvif/media    | http://10.0.0.5/onvif/media       | ADDRESS_OTHER_HOST
            http://10.0.0.5/d       | http://169.254.169.254/latest      | http://10.0.0.5/latest            | ADDRESS_REFUSED
            http://10.0.0.5/d       | http://[fe80::1]/onvif             | http://10.0.0.5/onvif             | ADDRESS_REFUSED
            https://10.0.0.5:8443/d | http://10.0.0.5/onvif/media        | https://10.0.0.5:8443/onvif/media | ADDRESS_OTHER_SCHEME
            http://10.0.0.5/d       | /onvif/media                       | http://10.0.0.5/onvif/media       | ADDRESS_RELATIVE
            http://10.0.0.5/d       | http://u:p@10.0.0.5/onvif/media    | http://10.0.0.5/onvif/media       | CREDENTIALS_IN_ADDRESS
            http://10.0.0.5/d       | http://10.0.0.5/a?b=1&amp;c=2      | http://10.0.0.5/a?b=1&c=2         | ADDRESS_ESCAPED_TWICE
            http://10.0.0.5/d       | http://10.0.0.5/a b                | http://10.0.0.5/a%20b             | ADDRESS_UNESCAPED
            http://[fd12::1]:81/d   | http://[fd12::1]:81/onvif          | http://[fd12::1]:81/onvif         |
            http://10.0.0.5/d       | file:///etc/passwd                 |                                   | ADDRESS_REFUSED
            http://10.0.0.5/d       | gopher://10.0.0.5/x                |                                   | ADDRESS_REFUSED
            http://10.0.0.5/d       | http://10.0.0.5:99999/x            |                                   | ADDRESS_REFUSED
            http://10.0.0.5/d       | http://10.0.0.5:0/x                |                                   | ADDRESS_REFUSED
            http://10.0.0.5/d       | //10.0.0.9/x                       |                                   | ADDRESS_REFUSED
            http://10.0.0.5/d       | onvif/media                        |                                   | ADDRESS_REFUSED
            http://10.0.0.5/d       | http://10.0.0.5/a%0d%0aHost:%20x   |                                   | ADDRESS_REFUSED
            """)
    void aServiceIsDialledWhereItAnswered(String dialled, String said, String expected, String quirk) {
        Quirks quirks = new Quirks();
        var found = announced.service(pinned(dialled), said, quirks);

        assertThat(found.map(p -> p.uri().toString()).orElse(null)).isEqualTo(expected);
        found.ifPresent(p -> assertThat(p.ip()).isEqualTo(pinned(dialled).ip()));
        assertQuirk(quirks, quirk);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            rtsp://10.0.0.5:554/live                     | rtsp://10.0.0.5:554/live        |
            rtsps://10.0.0.5/live                        | rtsps://10.0.0.5/live           |
            rtsp://192.168.1.64:8554/live                | rtsp://10.0.0.5:8554/live       | ADDRESS_OTHER_HOST
            rtsp://10.0.0.5/                             | rtsp://10.0.0.5/                |
            /live/ch0                                    | rtsp://10.0.0.5/live/ch0        | ADDRESS_RELATIVE
            rtsp://admin:1234@10.0.0.5/live              | rtsp://10.0.0.5/live            | CREDENTIALS_IN_ADDRESS
            rtsp://10.0.0.5/user=admin_password=x_channel=1.sdp |                          | CREDENTIALS_IN_ADDRESS
            rtsp://10.0.0.5/live?pwd=x                   |                                 | CREDENTIALS_IN_ADDRESS
            rtsp://169.254.169.254/live                  | rtsp://10.0.0.5/live            | ADDRESS_REFUSED
            http://10.0.0.5/live                         |                                 | ADDRESS_REFUSED
            file:///etc/passwd                           |                                 | ADDRESS_REFUSED
            concat:rtsp://10.0.0.5/a                     |                                 | ADDRESS_REFUSED
            rtsp://10.0.0.5:70000/live                   |                                 | ADDRESS_REFUSED
            """)
    void aStreamIsWrittenDownAtTheDialledHost(String said, String expected, String quirk) {
        Quirks quirks = new Quirks();

        assertThat(announced
                        .uri(pinned("http://10.0.0.5/d"), said, AddressUse.STREAM, quirks)
                        .orElse(null))
                .isEqualTo(expected);
        assertQuirk(quirks, quirk);
    }

    private static void assertQuirk(Quirks quirks, String quirk) {
        List<String> codes =
                quirks.lines().stream().map(l -> l.substring(0, l.indexOf(':'))).toList();
        if (quirk == null) assertThat(codes).isEmpty();
        else assertThat(codes).contains(quirk);
        assertThat(quirks.lines().toString()).doesNotContain("1234");
    }

    private static PinnedAddress pinned(String url) {
        try {
            URI uri = URI.create(url);
            return new PinnedAddress(uri, InetAddress.getByName(uri.getHost()));
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
