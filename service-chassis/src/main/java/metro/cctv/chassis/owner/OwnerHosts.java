package metro.cctv.chassis.owner;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Which addresses of a lease are gone to: who can write to Kafka must not send our callers' tokens anywhere else. */
final class OwnerHosts {
    private static final String ANY_BELOW = "*.";

    private final List<String> hosts;
    private final Function<String, URI> form;

    /**
     * @param hosts names or addresses as they stand in a lease; {@code *.name}: any below
     * @param form reads a base address; throws IllegalArgumentException for what is none
     */
    OwnerHosts(List<String> hosts, Function<String, URI> form) {
        this.form = form;
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        if (this.hosts.stream().anyMatch(host -> host.equals("*") || host.equals(ANY_BELOW)))
            throw new IllegalArgumentException("hosts of owners: \"*\" alone names nobody");
    }

    /** @return empty for what is no base address, or of a host that is not on the list */
    Optional<URI> allowed(String address) {
        try {
            URI uri = form.apply(address);
            return covers(uri.getHost().toLowerCase(Locale.ROOT)) ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean covers(String host) {
        return hosts.stream()
                .anyMatch(
                        known -> known.startsWith(ANY_BELOW) ? host.endsWith(known.substring(1)) : host.equals(known));
    }
}
