package metro.cctv.registry.posture;

import metro.cctv.registry.onvif.CertificateChangeSeen;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A camera that was probed showed another certificate than its entry's: a finding, whatever became of the probe. */
@Component
class CertificateListener {
    private final CertificateSightings sightings;

    CertificateListener(CertificateSightings sightings) {
        this.sightings = sightings;
    }

    @EventListener
    void on(CertificateChangeSeen seen) {
        sightings.saw(seen.cameraId(), seen.shown().sha256());
    }
}
