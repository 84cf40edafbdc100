package metro.cctv.registry.onvif;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.address.CameraAddresses;
import metro.cctv.registry.address.Network;
import metro.cctv.registry.camera.CameraDirectory;
import metro.cctv.registry.camera.CameraDirectory.Registered;
import metro.cctv.registry.onvif.DiscoveryView.Found;
import org.springframework.stereotype.Service;

/** Who is out there, and whom do we know already. One search at a time. */
@Service
class DiscoveryService {
    private static final int PER_MINUTE = 6;

    private final DiscoveryClient client;
    private final CameraAddresses addresses;
    private final CameraDirectory directory;
    private final OnvifProperties onvif;
    private final Gate gate;

    DiscoveryService(
            DiscoveryClient client,
            CameraAddresses addresses,
            CameraDirectory directory,
            OnvifProperties onvif,
            Clock clock) {
        this.client = client;
        this.addresses = addresses;
        this.directory = directory;
        this.onvif = onvif;
        this.gate = new Gate("discover", 1, PER_MINUTE, clock);
    }

    /** @throws ProblemException {@code invalid-field} or {@code address-refused}, naming the entry */
    List<Network> networks(List<String> given) {
        List<Network> networks = new ArrayList<>();
        long size = 0;
        for (int i = 0; i < given.size(); i++) {
            String field = "networks[" + i + "]: ";
            Network network;
            try {
                network = Network.parse(given.get(i));
            } catch (IllegalArgumentException e) {
                throw new ProblemException(ProblemType.INVALID_FIELD, field + "a network like 10.1.2.0/24.");
            }
            size += network.size();
            if (size > onvif.sweepAddresses())
                throw new ProblemException(
                        ProblemType.INVALID_FIELD,
                        field + "at most " + onvif.sweepAddresses() + " addresses (a /22) in one search.");
            if (!addresses.isAllowed(network))
                throw new ProblemException(
                        ProblemType.ADDRESS_REFUSED, field + "not wholly in the networks for cameras.");
            networks.add(network);
        }
        if (networks.isEmpty() && onvif.discoveryInterfaces().isEmpty())
            throw new ProblemException(
                    ProblemType.INVALID_FIELD,
                    "networks: name at least one; no interface for multicast is configured"
                            + " (CCTV_DISCOVERY_INTERFACES).");
        return networks;
    }

    DiscoveryView discover(List<Network> networks, int seconds) {
        gate.enter();
        try {
            Answers answers = client.ask(networks, Duration.ofSeconds(seconds));
            List<Found> found = answers.devices();
            Map<String, Registered> known = directory.atEach(
                    found.stream().flatMap(f -> f.addresses().stream()).toList());
            return new DiscoveryView(found.stream().map(f -> known(f, known)).toList(), answers.refused());
        } finally {
            gate.leave();
        }
    }

    private static Found known(Found found, Map<String, Registered> known) {
        String cameraId = found.addresses().stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .map(Registered::cameraId)
                .findFirst()
                .orElse(null);
        return new Found(
                found.endpoint(),
                found.addresses(),
                found.name(),
                found.hardware(),
                found.location(),
                found.allowed(),
                cameraId);
    }
}
