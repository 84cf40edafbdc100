package metro.cctv.registry.onvif;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who answered. A list to look at: nothing of it is entered by itself. */
record DiscoveryView(List<Found> items, List<Refused> refused) {

    /**
     * @param endpoint the device's own name for itself
     * @param addresses of its device service, those in networks for cameras
     * @param allowed one of the addresses is where the answer came from; without that it may be anybody's word
     */
    record Found(
            String endpoint,
            List<String> addresses,
            @Nullable String name,
            @Nullable String hardware,
            @Nullable String location,
            boolean allowed,
            @Nullable String registeredAs) {}

    /** @param from IP address of the sender */
    record Refused(String from, String reason) {}
}
