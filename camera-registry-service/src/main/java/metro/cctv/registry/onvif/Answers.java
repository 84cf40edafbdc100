package metro.cctv.registry.onvif;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import metro.cctv.registry.address.AddressUse;
import metro.cctv.registry.address.CameraAddresses;
import metro.cctv.registry.onvif.DiscoveryRule.Match;
import metro.cctv.registry.onvif.DiscoveryView.Found;
import metro.cctv.registry.onvif.DiscoveryView.Refused;
import metro.cctv.registry.onvif.SafeXml.XmlRefused;

/** Gathers what comes back from one discovery: checked, each device once, bounded. Thread-safe. */
final class Answers {
    static final int MAX_DEVICES = 2000;
    static final int MAX_REFUSED = 200;
    static final int MAX_PER_SENDER = 256;

    private final CameraAddresses addresses;
    private final UUID question;
    private final Map<String, Found> devices = new LinkedHashMap<>();
    private final Set<Refused> refused = new LinkedHashSet<>();
    private final Map<InetAddress, Integer> bySender = new HashMap<>();

    Answers(CameraAddresses addresses, UUID question) {
        this.addresses = addresses;
        this.question = question;
    }

    UUID question() {
        return question;
    }

    synchronized void take(InetAddress from, byte[] datagram) {
        if (bySender.size() >= MAX_DEVICES && !bySender.containsKey(from)) return;
        if (bySender.merge(from, 1, Integer::sum) > MAX_PER_SENDER) {
            refuse(from, "more than " + MAX_PER_SENDER + " answers");
            return;
        }
        if (!addresses.isAllowed(from)) {
            refuse(from, "the sender is not in a network for cameras");
            return;
        }
        try {
            for (Match match : DiscoveryRule.read(datagram, question)) take(from, match);
        } catch (XmlRefused e) {
            refuse(from, "it is " + e.words());
        }
    }

    private void take(InetAddress from, Match match) {
        List<String> good = new ArrayList<>();
        boolean own = false;
        for (String address : match.addresses()) {
            Optional<String> objection = addresses.announcedObjection(address, AddressUse.DEVICE);
            if (objection.isPresent()) {
                refuse(from, Words.line(address) + ": " + objection.get());
                continue;
            }
            good.add(address);
            own |= isHost(address, from);
        }
        if (good.isEmpty()) {
            if (match.addresses().isEmpty()) refuse(from, "it announces no address");
            return;
        }
        String endpoint = match.endpoint().isEmpty() ? "address:" + good.getFirst() : match.endpoint();
        Found known = devices.get(endpoint);
        if (known == null && devices.size() >= MAX_DEVICES) return;
        Set<String> all = new LinkedHashSet<>(known == null ? List.of() : known.addresses());
        all.addAll(good);
        devices.put(
                endpoint,
                new Found(
                        endpoint,
                        all.stream().limit(DiscoveryRule.MAX_ADDRESSES).toList(),
                        match.name(),
                        match.hardware(),
                        match.location(),
                        own || known != null && known.allowed(),
                        null));
    }

    private static boolean isHost(String address, InetAddress from) {
        String host = URI.create(address).getHost();
        try {
            return InetAddress.getByName(host).equals(from); // a literal: names were refused
        } catch (java.net.UnknownHostException e) {
            return false;
        }
    }

    private void refuse(InetAddress from, String reason) {
        if (refused.size() < MAX_REFUSED) refused.add(new Refused(from.getHostAddress(), reason));
    }

    synchronized List<Found> devices() {
        return List.copyOf(devices.values());
    }

    synchronized List<Refused> refused() {
        return List.copyOf(refused);
    }
}
