package metro.cctv.registry.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import metro.cctv.registry.address.CameraAddressPolicy;
import metro.cctv.registry.address.CameraAddresses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attack 28: anybody can send a datagram. */
class AnswersTest {
    private static final UUID QUESTION = UUID.fromString("5f0c7d5e-7a3b-4a63-9d58-1c39a2f7b001");

    private final Answers answers = new Answers(
            new CameraAddresses(new CameraAddressPolicy(List.of("10.0.0.0/8")), host -> {
                throw new AssertionError("a name was looked up: " + host);
            }),
            QUESTION);

    @Test
    void aDeviceIsListedOnceHoweverOftenItAnswers() throws Exception {
        for (int i = 0; i < 3; i++)
            take(
                    "10.0.0.5",
                    match(
                            "urn:uuid:1",
                            "http://10.0.0.5/onvif/device_service http://169.254.3.4/onvif/device_service"));

        assertThat(answers.devices())
                .containsExactly(new DiscoveryView.Found(
                        "urn:uuid:1",
                        List.of("http://10.0.0.5/onvif/device_service"),
                        "IPC 가",
                        "DS-2CD",
                        "city/daejeon",
                        true,
                        null));
        assertThat(answers.refused()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            8.8.8.8  | http://10.0.0.5/onvif        | not in a network for cameras
            169.254.1.1 | http://10.0.0.5/onvif     | not in a network for cameras
            10.0.0.5 | http://169.254.169.254/onvif | never dialled
            10.0.0.5 | http://8.8.8.8/onvif         | not in a network for cameras
            10.0.0.5 | http://evil.example/onvif    | not a name
            10.0.0.5 | file:///etc/passwd           | only http
            10.0.0.5 | http://a:b@10.0.0.5/onvif    | credentials
            10.0.0.5 | http://10.0.0.5:99999/onvif  | port
            10.0.0.5 | http://10.0.0.5/$(id)        | only letters
            10.0.0.5 | http://[fe80::1%25eth0]/     | zone
            10.0.0.5 | ''                           | announces no address
            """)
    void attack28SpoofedAnswersAreListedAsRefused(String from, String address, String words) throws Exception {
        take(from, match("urn:uuid:1", address.replace("''", "")));

        assertThat(answers.devices()).isEmpty();
        assertThat(answers.refused()).singleElement().satisfies(r -> {
            assertThat(r.from()).isEqualTo(from);
            assertThat(r.reason()).contains(words);
        });
    }

    @Test
    void attack28SomebodyElsesAddressIsNotBelieved() throws Exception {
        take("10.0.0.66", match("urn:uuid:1", "http://10.0.0.5/onvif/device_service"));

        assertThat(answers.devices())
                .singleElement()
                .satisfies(d -> assertThat(d.allowed()).isFalse());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <!DOCTYPE a><a/>                          | DOCTYPE
            hello                                     | not well-formed
            <s:Envelope xmlns:s="x"><s:Body/></s:Envelope> | no answer to a probe
            """)
    void rubbishIsRefused(String datagram, String words) throws Exception {
        take("10.0.0.5", datagram);

        assertThat(answers.refused())
                .singleElement()
                .satisfies(r -> assertThat(r.reason()).contains(words));
    }

    @Test
    void attack28AnAnswerToAnotherQuestionIsRefused() throws Exception {
        take(
                "10.0.0.5",
                match("urn:uuid:1", "http://10.0.0.5/onvif")
                        .replace(QUESTION.toString(), UUID.randomUUID().toString()));

        assertThat(answers.devices()).isEmpty();
        assertThat(answers.refused().getFirst().reason()).contains("not asked");
    }

    @Test
    void attack28AFloodIsBounded() throws Exception {
        for (int i = 0; i < 3000; i++) take("10.0.0.5", match("urn:uuid:" + i, "http://10.0.0.5/onvif/" + i));
        for (int i = 0; i < 3000; i++) take("10.1." + i / 250 + "." + i % 250, "rubbish");

        assertThat(answers.devices()).hasSize(Answers.MAX_PER_SENDER);
        assertThat(answers.refused()).hasSizeLessThanOrEqualTo(Answers.MAX_REFUSED);
    }

    @Test
    void theProbeAsksForVideoTransmitters() throws Exception {
        String probe = new String(DiscoveryRule.probe(QUESTION), StandardCharsets.UTF_8);

        assertThat(probe).contains("urn:uuid:" + QUESTION, "dn:NetworkVideoTransmitter");
        assertThat(SafeXml.parse(probe.getBytes(StandardCharsets.UTF_8)).child("Body", "Probe", "Types"))
                .isPresent();
    }

    private void take(String from, String datagram) throws Exception {
        answers.take(InetAddress.getByName(from), datagram.getBytes(StandardCharsets.UTF_8));
    }

    private static String match(String endpoint, String addresses) {
        return """
                <SOAP-ENV:Envelope><SOAP-ENV:Header><wsa:RelatesTo>uuid:%s</wsa:RelatesTo></SOAP-ENV:Header><SOAP-ENV:Body>
                <d:ProbeMatches><d:ProbeMatch><wsa:EndpointReference><wsa:Address>%s</wsa:Address></wsa:EndpointReference>
                <d:Scopes> onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/name/IPC%%20%%EA%%B0%%80
                onvif://www.onvif.org/hardware/DS-2CD onvif://www.onvif.org/location/city/daejeon </d:Scopes>
                <d:XAddrs>%s</d:XAddrs></d:ProbeMatch></d:ProbeMatches></SOAP-ENV:Body></SOAP-ENV:Envelope>
                """.formatted(QUESTION, endpoint, addresses);
    }
}
