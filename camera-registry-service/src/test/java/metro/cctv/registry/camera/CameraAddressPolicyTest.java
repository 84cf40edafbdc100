package metro.cctv.registry.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CameraAddressPolicyTest {
    private static final List<String> USUAL = List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://10.1.2.3/stream",
                "rtsp://camera-7.seo.example:8554/main?channel=1",
                "rtsps://[fd12::1]:322/a",
            })
    void takesPlainCameraAddresses(String url) {
        assertThat(CameraAddressPolicy.objection(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "http://10.1.2.3/",
                "concat:rtsp://10.1.2.3/a|file:///etc/passwd",
                "subfile,,start,0,end,9,,:/etc/passwd",
                "pipe:0",
                "data:text/plain,hello",
                "gopher://10.1.2.3/",
                "RTSP2://10.1.2.3/",
                "rtsp://root:secret@10.1.2.3/",
                "rtsp:///path",
                "rtsp://10.1.2.3/$(id)`x`",
                "rtsp://10.1.2.3/a -f null",
                "rtsp://10.1.2.3/a\nHost: b",
                "rtsp://10.1.2.3:0/",
                "rtsp://10.1.2.3:70000/",
                "rtsp://10.1.2.3/#x",
                "",
            })
    void refusesEverythingElse(String url) {
        assertThat(CameraAddressPolicy.objection(url)).isPresent();
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(CameraAddressPolicy.objection("rtsp://10.1.2.3/" + "a".repeat(500)))
                .isPresent();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "10.0.0.1, true",
        "10.255.255.255, true",
        "11.0.0.1, false",
        "172.16.0.1, true",
        "172.31.255.1, true",
        "172.32.0.1, false",
        "192.168.1.1, true",
        "127.0.0.1, false",
        "169.254.169.254, false",
        "0.0.0.0, false",
        "8.8.8.8, false",
        "224.0.0.1, false",
        "255.255.255.255, false",
        "fd12::1, true",
        "fe80::1, false",
        "fd00:ec2::254, false",
        "::1, false",
        "::ffff:169.254.169.254, false",
        "::ffff:10.0.0.1, true",
    })
    void allowsOnlyCameraNetworks(String address, boolean expected) throws Exception {
        assertThat(new CameraAddressPolicy(USUAL).isAllowed(InetAddress.getByName(address)))
                .isEqualTo(expected);
    }

    @Test
    void linkLocalStaysRefusedWhateverIsConfigured() throws Exception {
        var open = new CameraAddressPolicy(List.of("0.0.0.0/0", "::/0"));

        assertThat(open.isAllowed(InetAddress.getByName("169.254.169.254"))).isFalse();
        assertThat(open.isAllowed(InetAddress.getByName("fe80::1"))).isFalse();
        assertThat(open.isAllowed(InetAddress.getByName("127.0.0.1"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "example.org/8", "10.0.0.0/-1", "10.0.0.0/x", ""})
    void aMistypedNetworkStopsTheStart(String cidr) {
        assertThatThrownBy(() -> new CameraAddressPolicy(List.of(cidr)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("network");
    }
}
