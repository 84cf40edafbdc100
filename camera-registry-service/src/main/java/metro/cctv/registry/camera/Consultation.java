package metro.cctv.registry.camera;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Evidence that people were heard before the camera was put up (의견 수렴), Decree 23. */
public record Consultation(
        @Nullable Kind kind,
        @Nullable String documentNo,
        @Nullable LocalDate heldAt) {

    public enum Kind {
        PUBLIC_HEARING,
        BRIEFING,
        SURVEY,
        NOTICE
    }

    public Consultation {
        Written.optional("law.consultation.documentNo", documentNo, 100);
    }
}
