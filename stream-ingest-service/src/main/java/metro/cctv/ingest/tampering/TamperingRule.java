package metro.cctv.ingest.tampering;

import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import org.jspecify.annotations.Nullable;

/** One picture against what the camera usually shows. Standing pictures and how long it lasts are {@link TamperingWatch}'s. */
final class TamperingRule {
    /** Of the pixels: nothing but black is left. */
    private static final double BLACK = 0.98;
    /** Of the pixels: burnt out by a lamp or the sun, and far more than usual. */
    private static final double DAZZLED = 0.4;

    private static final double DAZZLED_MORE = 0.25;
    /** Of the usual detail, with the place no longer to be recognised. */
    private static final double COVERED_DETAIL = 0.35;

    private static final double UNLIKE = 0.45;
    /** Of the usual detail against contrast: blur takes the first and leaves the second; dusk and fog take both. */
    private static final double BLURRED = 0.5;

    private static final double SAME_PLACE = 0.7;
    /** Grey levels: an even picture has no contrast to measure detail against. */
    private static final double LEAST_CONTRAST = 4;

    private TamperingRule() {}

    /** @param usual null: not learnt, or of a camera that turns; only what needs no comparison is judged */
    static Cause judge(SceneTraits now, @Nullable SceneTraits usual) {
        if (now.dark() >= BLACK) return Cause.BLACK;
        double usuallyBright = usual == null ? 0 : usual.bright();
        if (now.bright() >= DAZZLED && now.bright() >= usuallyBright + DAZZLED_MORE) return Cause.DAZZLED;
        if (usual == null) return Cause.NONE;
        double likeness = now.likeness(usual);
        boolean detailLost = now.detail() < COVERED_DETAIL * usual.detail();
        if (likeness < UNLIKE) return detailLost ? Cause.COVERED : Cause.TURNED;
        boolean blurred = sharpness(now) < BLURRED * sharpness(usual);
        return blurred && likeness >= SAME_PLACE ? Cause.DEFOCUSED : Cause.NONE;
    }

    private static double sharpness(SceneTraits traits) {
        return traits.detail() / Math.max(LEAST_CONTRAST, traits.contrast());
    }
}
