package metro.cctv.registry.ptz;

import metro.cctv.registry.camera.PtzRange;
import org.jspecify.annotations.Nullable;

/**
 * What steering needs to know of a camera.
 *
 * @param turns it is entered as one with a head, and it is in use
 * @param range null: not entered, so that its numbers mean no degrees
 * @param onvifAddress null: nobody can tell it anything
 * @param certificateSha256 what it is known by over TLS; null: not known yet
 * @param version of its entry; another one may have another address or log-in
 */
record SteeredCamera(
        String cameraId,
        String districtCode,
        boolean turns,
        @Nullable PtzRange range,
        @Nullable String onvifAddress,
        @Nullable String certificateSha256,
        long version) {}
