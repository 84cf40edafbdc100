package metro.cctv.registry.onvif;

import java.io.Serial;
import java.util.Map;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;

/**
 * The device shows another certificate than the one it is known by: it was renewed, or it is another device. Nothing was
 * sent to it. The problem carries the new certificate, so that a person can compare and accept it.
 */
public final class CertificateChanged extends ProblemException {
    public static final String FINDING = "CERTIFICATE_CHANGED";

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ServerCertificate shown;

    CertificateChanged(String expectedSha256, ServerCertificate shown) {
        super(
                ProblemType.CAMERA_ANSWER_REFUSED,
                "The device shows another certificate than the one it is known by; nothing was sent to it. Compare the"
                        + " fingerprint at the device before you accept it.",
                Map.of("finding", FINDING, "expectedSha256", expectedSha256, "certificate", shown));
        this.shown = shown;
    }

    public ServerCertificate shown() {
        return shown;
    }
}
