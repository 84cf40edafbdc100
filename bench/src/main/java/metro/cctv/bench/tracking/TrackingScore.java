package metro.cctv.bench.tracking;

import java.util.List;

/** The three families of measures of one clip, side by side and never blended. Nothing true and nothing found is all right. */
record TrackingScore(HotaScore hota, ClearScore clear, IdentityScore identity) {

    static TrackingScore of(List<MotBox> truth, List<MotBox> found) {
        Comparison clip = Comparison.of(truth, found);
        return new TrackingScore(HotaScore.of(clip), ClearScore.of(clip), IdentityScore.of(clip));
    }
}
