package metro.cctv.gateway.owner;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metro.cctv.chassis.owner.CameraOwners;
import metro.cctv.gateway.settings.GatewayProperties;
import org.springframework.stereotype.Component;

/** Which of ingest's processes a request goes to. */
@Component
public class IngestOwners {
    private static final Pattern LIVE_PATH = Pattern.compile("/api/live/([A-Z0-9][A-Z0-9-]{2,31})(?:/.*)?");

    private final URI anyIngest;
    private final CameraOwners owners;

    IngestOwners(GatewayProperties gateway, CameraOwners owners) {
        this.anyIngest = gateway.upstreams().ingest();
        this.owners = owners;
    }

    /**
     * @param path of a request for ingest
     * @return the base address of the camera's owner; of ingest as a whole where no lease names one
     */
    public URI baseFor(String path) {
        Matcher live = LIVE_PATH.matcher(path);
        return live.matches() ? owners.of(live.group(1)).orElse(anyIngest) : anyIngest;
    }
}
