package metro.cctv.registry.site;

import metro.cctv.registry.camera.Purpose;
import org.jspecify.annotations.Nullable;

/** Of a camera what the standard data knows, too. */
record SiteCamera(
        String cameraId,
        @Nullable String siteId,
        String name,
        String districtCode,
        Purpose purpose,
        String managingAgency,
        double lon,
        double lat,
        boolean retired) {}
