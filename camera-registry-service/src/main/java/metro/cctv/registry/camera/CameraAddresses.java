package metro.cctv.registry.camera;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.RegistryProperties;
import org.springframework.stereotype.Component;

/** Resolves a camera's address and refuses it unless every address behind the name is allowed. */
@Component
class CameraAddresses {
    private final CameraAddressPolicy policy;

    CameraAddresses(RegistryProperties registry) {
        this.policy = new CameraAddressPolicy(registry.allowedNetworks());
    }

    void check(String field, String url) {
        CameraAddressPolicy.objection(url).ifPresent(words -> {
            throw refused(field, words);
        });
        String host = URI.create(url).getHost();
        try {
            for (InetAddress address : InetAddress.getAllByName(host))
                if (!policy.isAllowed(address)) throw refused(field, "its host is not in a network for cameras");
        } catch (UnknownHostException e) {
            throw refused(field, "its host cannot be resolved");
        }
    }

    private static ProblemException refused(String field, String words) {
        return new ProblemException(ProblemType.ADDRESS_REFUSED, field + ": " + words + ".");
    }
}
