package metro.cctv.registry.address;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an address is for, and so which schemes it may have. */
public enum AddressUse {
    /** Where ingest pulls pictures from. */
    STREAM(List.of("rtsp", "rtsps")),
    /** An ONVIF service or a snapshot. */
    DEVICE(List.of("http", "https")),
    /** What a person asks to probe: either. */
    PROBE(List.of("rtsp", "rtsps", "http", "https"));

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> schemes;

    AddressUse(List<String> schemes) {
        this.schemes = schemes;
    }

    boolean allows(@Nullable String scheme) {
        return scheme != null && schemes.contains(scheme);
    }

    String words() {
        return "only " + String.join("://, ", schemes) + "://";
    }
}
