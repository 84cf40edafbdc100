package metro.cctv.chassis.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import metro.cctv.contracts.lease.IngestLease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnerHostsTest {
    private final OwnerHosts hosts = of("127.0.0.1", "ingest", "*.metro-ingest");

    @ParameterizedTest
    @CsvSource(textBlock = """
            http://127.0.0.1:8082, true
            https://ingest:8082, true
            http://INGEST, true
            http://metro-ingest-0.metro-ingest:8082, true
            http://metro-ingest:8082, false
            http://evil.example, false
            http://evilmetro-ingest:8082, false
            http://127.0.0.1.evil.example, false
            http://127.0.0.1@evil.example, false
            http://169.254.169.254, false
            http://ingest/api, false
            file:///etc/passwd, false
            ingest, false
            """)
    void onlyAddressesOfTheListAreGoneTo(String address, boolean allowed) {
        assertThat(hosts.allowed(address).isPresent()).isEqualTo(allowed);
    }

    @Test
    void withoutAListNobodyIsGoneTo() {
        assertThat(of().allowed("http://127.0.0.1:8082")).isEmpty();
    }

    @Test
    void anAddressOfAnotherKindIsNotGoneTo() {
        var rtsp = new OwnerHosts(List.of("127.0.0.1"), IngestLease::rtspAddress);
        assertThat(rtsp.allowed("rtsps://127.0.0.1:8322")).isPresent();
        assertThat(rtsp.allowed("http://127.0.0.1:8322")).isEmpty();
        assertThat(rtsp.allowed("rtsp://ticket:x@127.0.0.1:8322")).isEmpty();
    }

    private static OwnerHosts of(String... hosts) {
        return new OwnerHosts(List.of(hosts), IngestLease::address);
    }

    @Test
    void everybodyIsNoList() {
        assertThatThrownBy(() -> of("*")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of("*.")).isInstanceOf(IllegalArgumentException.class);
    }
}
