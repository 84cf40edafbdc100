package metro.cctv.registry.camera;

import org.jspecify.annotations.Nullable;

/** What makes the camera lawful, as far as it is known; {@link ActivationPolicy} says what is still missing. */
public record LawFacts(
        @Nullable LegalBasis basis,
        @Nullable NoticeBoard noticeBoard,
        @Nullable Consultation consultation) {
    public static final LawFacts UNKNOWN = new LawFacts(null, null, null);
}
