package metro.cctv.chassis.owner;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one group's leases say: the last of a slot counts, and of a foreign address as one that names none. */
final class OwnerAddresses {
    private static final Logger log = LoggerFactory.getLogger(OwnerAddresses.class);

    private final String group;
    private final String header;
    private final OwnerHosts hosts;
    private final Map<Integer, URI> addresses = new ConcurrentHashMap<>();

    /** @param header of a lease that holds the address */
    OwnerAddresses(String group, String header, OwnerHosts hosts) {
        this.group = group;
        this.header = header;
        this.hosts = hosts;
    }

    /** Empty where no lease names one. */
    Optional<URI> of(int slot) {
        return Optional.ofNullable(addresses.get(slot));
    }

    void take(ConsumerRecord<String, byte[]> lease) {
        if (!group.equals(lease.key())) return;
        Header told = lease.headers().lastHeader(header);
        Optional<URI> address =
                told == null ? Optional.empty() : hosts.allowed(new String(told.value(), StandardCharsets.UTF_8));
        if (told != null && address.isEmpty())
            log.warn("A lease of slot {} names an address that is not allowed", lease.partition());
        if (address.isEmpty()) addresses.remove(lease.partition());
        else addresses.put(lease.partition(), address.get());
    }
}
