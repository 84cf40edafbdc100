package metro.cctv.registry.camera;

import java.time.Instant;
import metro.cctv.contracts.Require;
import org.jspecify.annotations.Nullable;

/**
 * The device and how well it is kept; each null while unknown.
 *
 * @param firmwareCertificate number of the security certificate of exactly this firmware (보안기능 확인서, TTA)
 * @param certificateSha256 of the certificate the camera shows, 64 lower-case hex digits
 * @param passwordChangedAt when the camera's own password was last changed, UTC
 */
public record SecurityFacts(
        @Nullable String maker,
        @Nullable String model,
        @Nullable String firmware,
        @Nullable String firmwareCertificate,
        @Nullable String certificateSha256,
        @Nullable Instant certificateExpiresAt,
        @Nullable Instant passwordChangedAt) {
    public static final SecurityFacts UNKNOWN = new SecurityFacts(null, null, null, null, null, null, null);

    public SecurityFacts {
        Written.optional("security.maker", maker, 100);
        Written.optional("security.model", model, 100);
        Written.optional("security.firmware", firmware, 100);
        Written.optional("security.firmwareCertificate", firmwareCertificate, 100);
        if (certificateSha256 != null) Require.sha256("security.certificateSha256", certificateSha256);
    }

    SecurityFacts withPasswordChangedAt(Instant at) {
        return new SecurityFacts(
                maker, model, firmware, firmwareCertificate, certificateSha256, certificateExpiresAt, at);
    }
}
