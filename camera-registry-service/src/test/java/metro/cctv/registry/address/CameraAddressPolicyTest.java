package metro.cctv.registry.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CameraAddressPolicyTest {
    private static final List<String> USUAL = List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://10.1.2.3/stream",
                "rtsp://camera-7.seo.example:8554/main?channel=1",
                "rtsp://10.1.2.3:554/cam/realmonitor?channel=1&subtype=0",
                "rtsp://10.1.2.3/Streaming/Channels/101?transportmode=unicast&profile=Profile_1",
                "rtsp://10.1.2.3/axis-media/media.amp?videocodec=h264&resolution=1920x1080",
                "rtsp://10.1.2.3/profile2/media.smp",
                "rtsp://10.1.2.3/live;stream=0",
                "rtsp://xn--bj0bv9kgwxoqf.example/a",
                "rtsps://[fd12::1]:322/a",
                "rtsps://[::ffff:10.0.0.1]/a",
            })
    void takesPlainCameraAddresses(String url) {
        assertThat(CameraAddressPolicy.objection(url, AddressUse.STREAM)).isEmpty();
    }

    static List<BadAddress> badAddresses() {
        return List.of(
                new BadAddress("", "empty"),
                new BadAddress("10.1.2.3", "only rtsp://"),
                new BadAddress("//10.1.2.3/a", "only rtsp://"),
                new BadAddress("file:///etc/passwd", "only rtsp://"),
                new BadAddress("FILE:///etc/passwd", "only rtsp://"),
                new BadAddress("http://10.1.2.3/", "only rtsp://"),
                new BadAddress("https://10.1.2.3/", "only rtsp://"),
                new BadAddress("concat:rtsp://10.1.2.3/a|file:///etc/passwd", "only rtsp://"),
                new BadAddress("subfile,,start,0,end,9,,:/etc/passwd", "only rtsp://"),
                new BadAddress("pipe:0", "only rtsp://"),
                new BadAddress("data:text/plain,hello", "only rtsp://"),
                new BadAddress("gopher://10.1.2.3/", "only rtsp://"),
                new BadAddress("ftp://10.1.2.3/", "only rtsp://"),
                new BadAddress("jar:http://10.1.2.3/a.jar!/", "only rtsp://"),
                new BadAddress("tcp://10.1.2.3:554", "only rtsp://"),
                new BadAddress("rtspu://10.1.2.3/", "only rtsp://"),
                new BadAddress("RTSP2://10.1.2.3/", "only rtsp://"),
                new BadAddress("-f null rtsp://10.1.2.3/", "no blanks"),
                new BadAddress("-frtsp://10.1.2.3/", "only rtsp://"),
                new BadAddress("rtsp:10.1.2.3/a", "two slashes"),
                new BadAddress("rtsp:/10.1.2.3/a", "two slashes"),
                new BadAddress("rtsp:///path", "a host is missing"),
                new BadAddress("rtsp://:554/path", "a host is missing"),
                new BadAddress("rtsp://root:secret@10.1.2.3/", "credentials"),
                new BadAddress("rtsp://root@10.1.2.3/", "credentials"),
                new BadAddress("rtsp://10.1.2.3@169.254.169.254/", "credentials"),
                new BadAddress("rtsp://10.1.2.3:554@169.254.169.254/", "credentials"),
                new BadAddress("rtsp://169.254.169.254\\@10.1.2.3/", "only letters"),
                new BadAddress("rtsp://10.1.2.3/$(id)", "only letters"),
                new BadAddress("rtsp://10.1.2.3/`id`", "only letters"),
                new BadAddress("rtsp://x/$(id)", "only letters"),
                new BadAddress("rtsp://10.1.2.3/a'b", "only letters"),
                new BadAddress("rtsp://10.1.2.3/a\"b", "only letters"),
                new BadAddress("rtsp://10.1.2.3/a|b", "only letters"),
                new BadAddress("rtsp://10.1.2.3/{a}", "only letters"),
                new BadAddress("rtsp://10.1.2.3/카메라", "only letters"),
                new BadAddress("rtsp://10.1.2.3/a -f null", "no blanks"),
                new BadAddress(" rtsp://10.1.2.3/a", "no blanks"),
                new BadAddress("rtsp://10.1.2.3/a\nHost: b", "no control"),
                new BadAddress("rtsp://10.1.2.3/a\r\nCSeq: 9", "no control"),
                new BadAddress("rtsp://10.1.2.3/a\u0000", "no control"),
                new BadAddress("rtsp://10.1.2.3/a%0d%0aCSeq:%209", "escaped"),
                new BadAddress("rtsp://10.1.2.3/a%00", "escaped"),
                new BadAddress("rtsp://10.1.2.3/a%1b[2J", "escaped"),
                new BadAddress("rtsp://10.1.2.3/a%zz", "not a URL"),
                new BadAddress("rtsp://10.1.2.3/#x", "fragment"),
                new BadAddress("rtsp://10.1.2.3:0/", "port"),
                new BadAddress("rtsp://10.1.2.3:65536/", "port"),
                new BadAddress("rtsp://10.1.2.3:70000/", "port"),
                new BadAddress("rtsp://10.1.2.3:-1/", "port"),
                new BadAddress("rtsp://10.1.2.3:/", "port"),
                new BadAddress("rtsp://10.1.2.3:0554/", "port"),
                new BadAddress("rtsp://10.1.2.3:5 54/", "no blanks"),
                new BadAddress("rtsp://2130706433/", "IPv4"),
                new BadAddress("rtsp://0177.0.0.1/", "IPv4"),
                new BadAddress("rtsp://010.1.2.3/", "IPv4"),
                new BadAddress("rtsp://0x7f.0.0.1/", "IPv4"),
                new BadAddress("rtsp://0x7f000001/", "IPv4"),
                new BadAddress("rtsp://127.1/", "IPv4"),
                new BadAddress("rtsp://10.1.2/", "IPv4"),
                new BadAddress("rtsp://10.1.2.3.4/", "IPv4"),
                new BadAddress("rtsp://10.1.2.256/", "IPv4"),
                new BadAddress("rtsp://10.1.2.3./", "IPv4"),
                new BadAddress("rtsp://１２７.０.０.１/", "xn--"),
                new BadAddress("rtsp://카메라.example/", "xn--"),
                new BadAddress("rtsp://169。254。169。254/", "xn--"),
                new BadAddress("rtsp://a_b/", "letters, digits"),
                new BadAddress("rtsp://-a.example/", "letters, digits"),
                new BadAddress("rtsp://a..example/", "letters, digits"),
                new BadAddress("rtsp://a%2eexample/", "letters, digits"),
                new BadAddress("rtsp://[fe80::1%25eth0]/", "zone"),
                new BadAddress("rtsp://[fe80::1%eth0]/", "zone"),
                new BadAddress("rtsp://[fd12::1/", "brackets"),
                new BadAddress("rtsp://fd12::1/", "brackets"),
                new BadAddress("rtsp://[fd12:::1]/", "not a URL"),
                new BadAddress("rtsp://[v1.a]/", "IPv4"),
                new BadAddress("rtsp://10.1.2.3/" + "a".repeat(500), "500 characters"));
    }

    /** Attacks 18, 19 and 22, and what else people and programs write into an address field. */
    @ParameterizedTest
    @MethodSource("badAddresses")
    void attacks18And19And22AreRefusedAndToldWhy(BadAddress bad) {
        assertThat(CameraAddressPolicy.objection(bad.url(), AddressUse.STREAM))
                .hasValueSatisfying(words -> assertThat(words).contains(bad.words()));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "http://10.1.2.3/onvif/device_service, DEVICE, true",
        "https://10.1.2.3:8443/onvif/device_service, DEVICE, true",
        "rtsp://10.1.2.3/, DEVICE, false",
        "http://10.1.2.3/, STREAM, false",
        "http://10.1.2.3/, PROBE, true",
        "rtsps://10.1.2.3/, PROBE, true",
        "file:///etc/passwd, PROBE, false",
        "soap.udp://10.1.2.3:3702, DEVICE, false",
    })
    void eachUseHasItsSchemes(String url, AddressUse use, boolean expected) {
        assertThat(CameraAddressPolicy.objection(url, use).isEmpty()).isEqualTo(expected);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "fe80::1",
                "fd00:ec2::254",
                "100.100.100.200",
                "192.0.0.192",
                "239.255.255.250",
                "ff02::c",
                "0.0.0.0",
                "255.255.255.255",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "2001:0:a9fe:a9fe::1",
                "::ffff:169.254.169.254",
            })
    void metadataLinkLocalAndMulticastStayRefusedWhateverIsConfigured(String address) throws Exception {
        var open = new CameraAddressPolicy(List.of("0.0.0.0/0", "::/0"));

        assertThat(open.isAllowed(InetAddress.getByName(address))).isFalse();
        assertThat(open.isAllowed(InetAddress.getByName("127.0.0.1"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0",
                "10.0.0.0/33",
                "example.org/8",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "",
                "010.0.0.0/8",
                "10/8",
                "fd00::%eth0/64",
                "fd00:::/64",
                "10.0.0.0/8/8",
            })
    void aMistypedNetworkStopsTheStart(String cidr) {
        assertThatThrownBy(() -> new CameraAddressPolicy(List.of(cidr)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("network");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "10.1.0.0/22, true",
        "10.0.0.0/8, true",
        "10.0.0.0/7, false",
        "192.168.0.0/15, false",
        "169.254.0.0/24, false",
        "8.8.8.0/24, false",
        "fd00:ec2::/64, false",
        "fd12::/120, true",
    })
    void aBlockIsAllowedWhenAllOfItIs(String cidr, boolean expected) {
        assertThat(new CameraAddressPolicy(USUAL).isAllowed(Network.parse(cidr)))
                .isEqualTo(expected);
    }

    @Test
    void aSmallBlockIsWalkedInOrder() {
        assertThat(Network.parse("10.0.1.254/30").addresses())
                .extracting(InetAddress::getHostAddress)
                .containsExactly("10.0.1.252", "10.0.1.253", "10.0.1.254", "10.0.1.255");
        assertThat(Network.parse("10.0.0.0/22").addresses()).hasSize(1024);
        assertThatThrownBy(() -> Network.parse("10.0.0.0/8").addresses()).hasMessageContaining("too large");
    }

    record BadAddress(String url, String words) {}
}
