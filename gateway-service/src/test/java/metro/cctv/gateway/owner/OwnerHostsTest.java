package metro.cctv.gateway.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnerHostsTest {
    private final OwnerHosts hosts = new OwnerHosts(List.of("127.0.0.1", "ingest", "*.metro-ingest"));

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
        assertThat(new OwnerHosts(List.of()).allowed("http://127.0.0.1:8082")).isEmpty();
    }

    @Test
    void everybodyIsNoList() {
        assertThatThrownBy(() -> new OwnerHosts(List.of("*"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OwnerHosts(List.of("*."))).isInstanceOf(IllegalArgumentException.class);
    }
}
