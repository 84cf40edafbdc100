package metro.cctv.registry.address;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.RegistryProperties;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Looks a camera's address up, once, and refuses it unless every address behind the name is allowed. */
@Component
public class CameraAddresses {
    private final CameraAddressPolicy policy;
    private final NameLookup names;

    @Autowired
    CameraAddresses(RegistryProperties registry) {
        this(new CameraAddressPolicy(registry.allowedNetworks()), host -> List.of(InetAddress.getAllByName(host)));
    }

    public CameraAddresses(CameraAddressPolicy policy, NameLookup names) {
        this.policy = policy;
        this.names = names;
    }

    /** For a stream's address that is only stored. */
    public void check(String field, String url) {
        check(field, url, AddressUse.STREAM);
    }

    public void check(String field, String url, AddressUse use) {
        pin(field, url, use);
    }

    /** @throws ProblemException {@code address-refused}, naming the field and what is wrong */
    public PinnedAddress pin(String field, String url, AddressUse use) {
        CameraAddressPolicy.objection(url, use).ifPresent(words -> {
            throw refused(field, words);
        });
        URI uri = URI.create(url);
        List<InetAddress> answers = lookUp(uri.getHost());
        policy.objection(answers).ifPresent(words -> {
            throw refused(field, words);
        });
        return new PinnedAddress(uri, answers.getFirst());
    }

    /**
     * For an address that a device announced without being asked for a name: IP addresses only, for a look-up would let
     * anybody who sends a datagram make us ask a name server.
     *
     * @return what is wrong
     */
    public Optional<String> announcedObjection(String url, AddressUse use) {
        Optional<String> written = CameraAddressPolicy.objection(url, use);
        if (written.isPresent()) return written;
        String host = URI.create(url).getHost();
        if (!HostRule.isLiteral(host)) return Optional.of("an IP address, not a name");
        return policy.objection(lookUp(host));
    }

    public boolean isAllowed(InetAddress address) {
        return policy.isAllowed(address);
    }

    public boolean isAllowed(Network network) {
        return policy.isAllowed(network);
    }

    private List<InetAddress> lookUp(String host) {
        try {
            // A literal asks nobody.
            return HostRule.isLiteral(host) ? List.of(InetAddress.getByName(host)) : names.addressesOf(host);
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    private static ProblemException refused(String field, String words) {
        return new ProblemException(ProblemType.ADDRESS_REFUSED, field + ": " + words + ".");
    }
}
