package metro.cctv.link.selection;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Set;
import metro.cctv.contracts.camera.CameraPurpose;
import org.jspecify.annotations.Nullable;

/** What one service asks for instead of the usual, see {@link SelectionProperties}; null: as usual. */
public record SelectionChange(
        @Nullable @DecimalMin("1") Double radiusM,
        @Nullable @DecimalMin("1") Double maxRadiusM,
        @Nullable @Min(1) Integer atLeast,
        @Nullable @Min(1) @Max(36) Integer atMost,
        @Nullable Set<CameraPurpose> usablePurposes) {}
