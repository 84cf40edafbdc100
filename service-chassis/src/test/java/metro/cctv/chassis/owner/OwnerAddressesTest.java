package metro.cctv.chassis.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import metro.cctv.contracts.lease.IngestLease;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwnerAddressesTest {
    private static final String FIRST = "http://127.0.0.1:8082";
    private static final String SECOND = "http://127.0.0.1:8092";

    private final OwnerAddresses addresses =
            new OwnerAddresses("ours", IngestLease.ADDRESS, new OwnerHosts(List.of("127.0.0.1"), IngestLease::address));
    private long offset;

    @Test
    void theLastLeaseOfASlotCounts() {
        take("ours", 38, FIRST);
        take("ours", 38, SECOND);
        take("ours", 56, FIRST);
        assertThat(addresses.of(38)).contains(URI.create(SECOND));
        assertThat(addresses.of(56)).contains(URI.create(FIRST));
        assertThat(addresses.of(1)).isEmpty();
    }

    @Test
    void aForeignGroupMovesNobody() {
        take("another-group", 56, SECOND);
        assertThat(addresses.of(56)).isEmpty();
        take("ours", 56, FIRST);
        take("another-group", 56, SECOND);
        take("another-group", 56, null);
        assertThat(addresses.of(56)).contains(URI.create(FIRST));
    }

    @Test
    void anOwnerThatTellsNoneOrAForeignAddressHasNone() {
        take("ours", 38, FIRST);
        take("ours", 38, null);
        assertThat(addresses.of(38)).isEmpty();
        take("ours", 38, FIRST);
        take("ours", 38, "http://evil.example");
        assertThat(addresses.of(38)).isEmpty();
    }

    private void take(String group, int slot, @Nullable String address) {
        var lease = new ConsumerRecord<>(
                IngestLease.TOPIC, slot, offset++, group, "owner/1".getBytes(StandardCharsets.UTF_8));
        if (address != null) lease.headers().add(IngestLease.ADDRESS, address.getBytes(StandardCharsets.UTF_8));
        addresses.take(lease);
    }
}
