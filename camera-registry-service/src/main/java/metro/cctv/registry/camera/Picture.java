package metro.cctv.registry.camera;

import java.util.List;
import metro.cctv.contracts.camera.PrivacyMask;
import metro.cctv.contracts.camera.Zone;

/** What is drawn over the camera's picture. Sound by {@link MaskRule}; zones by the zones' own feature. */
public record Picture(List<Zone> zones, List<PrivacyMask> masks) {
    public static final Picture PLAIN = new Picture(List.of(), List.of());

    public Picture {
        zones = List.copyOf(zones);
        masks = List.copyOf(masks);
        MaskRule.objection(masks).ifPresent(words -> {
            throw new IllegalArgumentException(words);
        });
    }
}
