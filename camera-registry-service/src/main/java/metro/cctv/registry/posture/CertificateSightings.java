package metro.cctv.registry.posture;

import java.time.Clock;
import java.util.List;
import metro.cctv.contracts.Require;
import org.springframework.stereotype.Component;

/** For whoever speaks to cameras over TLS: which certificate one showed, also when it was refused for it. */
@Component
public class CertificateSightings {
    private final PostureStore store;
    private final Clock clock;

    CertificateSightings(PostureStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param sha256 of the certificate, 64 lower-case hex digits */
    public void saw(String cameraId, String sha256) {
        store.sawCertificate(Require.cameraId(cameraId), Require.sha256("sha256", sha256), clock.instant());
        store.due(List.of(cameraId));
    }
}
