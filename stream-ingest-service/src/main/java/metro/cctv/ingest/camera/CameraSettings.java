package metro.cctv.ingest.camera;

import java.nio.file.Path;
import java.util.List;

/**
 * Which cameras, and where their credentials come from.
 *
 * @param districts codes, or "*" alone for all
 * @param stateDir local cache and spool
 * @param credentialKeyFile 32 random bytes that encrypt cached credentials; made on the first start, mode 0600
 * @param registryUrl e.g. {@code http://127.0.0.1:8081}
 */
public record CameraSettings(List<String> districts, Path stateDir, Path credentialKeyFile, String registryUrl) {
    public CameraSettings {
        districts = List.copyOf(districts);
        if (districts.isEmpty()) throw new IllegalArgumentException("districts: codes, or \"*\"");
    }

    boolean covers(String districtCode) {
        return districts.contains("*") || districts.contains(districtCode);
    }
}
