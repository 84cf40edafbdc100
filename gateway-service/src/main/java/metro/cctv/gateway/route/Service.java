package metro.cctv.gateway.route;

import java.net.URI;
import metro.cctv.gateway.settings.GatewayProperties.Upstreams;

/** The services behind the door. */
public enum Service {
    REGISTRY("registry"),
    INGEST("ingest"),
    ANALYTICS("analytics"),
    AGENCY_LINK("agency-link"),
    RETENTION("retention");

    private final String label;

    Service(String label) {
        this.label = label;
    }

    /** As problems and documents name it. */
    public String label() {
        return label;
    }

    public URI base(Upstreams upstreams) {
        return switch (this) {
            case REGISTRY -> upstreams.registry();
            case INGEST -> upstreams.ingest();
            case ANALYTICS -> upstreams.analytics();
            case AGENCY_LINK -> upstreams.agencyLink();
            case RETENTION -> upstreams.retention();
        };
    }
}
