package metro.cctv.registry.posture;

import java.util.List;
import metro.cctv.registry.onvif.CertificateChangeSeen;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A camera that was probed showed another certificate than its entry's: a finding, whatever became of the probe. */
@Component
class CertificateListener {
    private final PostureStore store;

    CertificateListener(PostureStore store) {
        this.store = store;
    }

    @EventListener
    void on(CertificateChangeSeen seen) {
        store.knewCertificate(seen.cameraId(), seen.expectedSha256(), seen.at());
        store.sawCertificate(seen.cameraId(), seen.shown().sha256(), seen.at());
        store.due(List.of(seen.cameraId()));
    }
}
