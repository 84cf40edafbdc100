package metro.cctv.contracts.recording;

import java.time.LocalDate;
import metro.cctv.contracts.Require;

/**
 * Public half of a district's key for one day. Retention makes it and keeps the private half apart from the recordings and
 * out of every backup; with the private half everything recorded under it is destroyed, wherever copies of it lie.
 *
 * @param day UTC
 * @param publicKey X25519, X.509 encoding in Base64
 */
public record RecordingKey(String districtCode, LocalDate day, String publicKey) {
    public RecordingKey {
        Require.text("districtCode", districtCode, 32);
        if (!districtCode.matches("[A-Z0-9-]+")) throw new IllegalArgumentException("districtCode: A-Z, 0-9, -");
        Require.text("publicKey", publicKey, 200);
    }

    /** {@code DJ-SEO/2026-11-22} */
    public String keyId() {
        return districtCode + "/" + day;
    }
}
