package metro.cctv.registry.camera;

import metro.cctv.contracts.camera.CameraPurpose;
import org.jspecify.annotations.Nullable;

/**
 * Why the camera stands there.
 *
 * @param subtype the word its owner used where the law's ten values say less, e.g. 문화재; null: nothing more to say
 */
public record Purpose(CameraPurpose value, @Nullable String subtype) {
    public Purpose {
        Written.optional("purposeSubtype", subtype, 100);
        if (subtype != null && subtype.isBlank()) subtype = null;
    }
}
