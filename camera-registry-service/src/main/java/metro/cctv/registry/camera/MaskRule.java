package metro.cctv.registry.camera;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import metro.cctv.contracts.camera.PrivacyMask;

/** Which privacy masks a camera may have. What a vertex must be, the contract's records say. */
final class MaskRule {
    static final int MAX_MASKS = 16;
    /** Fraction of the picture; less is a slip of the mouse and hides nothing. */
    static final double MIN_AREA = 0.0001;

    private MaskRule() {}

    static Optional<String> objection(List<PrivacyMask> masks) {
        if (masks.size() > MAX_MASKS) return Optional.of("masks: at most " + MAX_MASKS + ", were " + masks.size());
        Set<String> names = new HashSet<>();
        for (int i = 0; i < masks.size(); i++) {
            PrivacyMask mask = masks.get(i);
            String field = "masks[" + i + "]";
            Written.line(field + ".name", mask.name(), 100);
            if (!names.add(mask.name())) return Optional.of(field + ".name: \"" + mask.name() + "\" is there twice");
            if (OutlineRule.crossesItself(mask.polygon()))
                return Optional.of(field + ".polygon: its outline crosses itself");
            if (OutlineRule.area(mask.polygon()) < MIN_AREA)
                return Optional.of(field + ".polygon: at least " + MIN_AREA + " of the picture");
        }
        return Optional.empty();
    }
}
