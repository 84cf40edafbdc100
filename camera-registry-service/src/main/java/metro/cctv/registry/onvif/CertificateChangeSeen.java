package metro.cctv.registry.onvif;

import java.time.Instant;

/**
 * A registered camera showed another certificate than the one written in its entry. Told inside this service, for posture.
 *
 * @param expectedSha256 from the entry
 */
public record CertificateChangeSeen(String cameraId, String expectedSha256, ServerCertificate shown, Instant at) {}
