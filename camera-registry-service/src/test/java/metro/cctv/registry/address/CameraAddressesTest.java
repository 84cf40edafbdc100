package metro.cctv.registry.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraAddressesTest {
    private final LyingNames names = new LyingNames();
    private final CameraAddresses addresses =
            new CameraAddresses(new CameraAddressPolicy(List.of("10.0.0.0/8", "fd00::/8")), names);

    /** Attack 20: a name that is good when it is checked and the metadata service when it is dialled. */
    @Test
    void attack20ANameIsLookedUpOnceAndThatAnswerIsTheOneToDial() {
        names.answer("10.1.2.3").answer("169.254.169.254");

        PinnedAddress pinned = addresses.pin("address", "http://camera.example:8000/onvif", AddressUse.DEVICE);

        assertThat(pinned.ip().getHostAddress()).isEqualTo("10.1.2.3");
        assertThat(pinned.socketAddress().getAddress().getHostAddress()).isEqualTo("10.1.2.3");
        assertThat(pinned.host()).isEqualTo("camera.example");
        assertThat(names.asked).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "169.254.169.254, never dialled",
        "127.0.0.1, not in a network for cameras",
        "8.8.8.8, not in a network for cameras",
        "10.1.2.3 169.254.169.254, never dialled",
        "10.1.2.3 8.8.8.8, not in a network for cameras",
        "fd12::1 fe80::1, never dialled",
    })
    void attack20EveryAnswerMustBeAllowed(String answers, String words) {
        names.answer(answers.split(" "));

        assertRefused("rtsp://camera.example/a", words);
    }

    @Test
    void aNameWithoutAnAnswerIsRefused() {
        assertRefused("rtsp://camera.example/a", "cannot be resolved");
    }

    @Test
    void aLiteralAsksNobody() {
        assertThat(addresses.pin("a", "rtsp://10.9.9.9/x", AddressUse.STREAM).port())
                .isEqualTo(554);
        assertThat(addresses.pin("a", "https://[fd12::7]/x", AddressUse.DEVICE).host())
                .isEqualTo("fd12::7");
        assertThat(names.asked).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.1.2.3/onvif/device_service, ''",
        "http://169.254.10.20/onvif/device_service, never",
        "http://camera.example/onvif/device_service, not a name",
        "file:///etc/passwd, only http",
        "http://192.168.1.64/onvif/device_service, not in a network",
    })
    void whatADeviceAnnouncesIsCheckedWithoutANameServer(String url, String words) {
        String objection = addresses.announcedObjection(url, AddressUse.DEVICE).orElse("");

        assertThat(objection).contains(words);
        assertThat(objection.isEmpty()).isEqualTo(words.isEmpty());
        assertThat(names.asked).isZero();
    }

    private void assertRefused(String url, String words) {
        assertThatThrownBy(() -> addresses.check("mainStream", url))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.type()).isEqualTo(ProblemType.ADDRESS_REFUSED);
                    assertThat(e.detail()).startsWith("mainStream: ").contains(words);
                });
    }

    /** Says something else each time it is asked. */
    private static final class LyingNames implements NameLookup {
        private final Deque<List<InetAddress>> answers = new ArrayDeque<>();
        private int asked;

        LyingNames answer(String... addresses) {
            answers.add(Arrays.stream(addresses).map(LyingNames::literal).toList());
            return this;
        }

        @Override
        public List<InetAddress> addressesOf(String host) throws UnknownHostException {
            asked++;
            if (answers.isEmpty()) throw new UnknownHostException(host);
            return answers.remove();
        }

        private static InetAddress literal(String text) {
            try {
                return InetAddress.getByName(text);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(text, e);
            }
        }
    }
}
