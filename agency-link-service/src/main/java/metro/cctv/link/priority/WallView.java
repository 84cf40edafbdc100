package metro.cctv.link.priority;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.link.priority.PriorityRule.Reason;
import metro.cctv.link.priority.WallRule.Coverage;
import metro.cctv.link.priority.WallRule.Why;
import org.jspecify.annotations.Nullable;

/**
 * A person's wall as the screen shows it.
 *
 * @param coverage of the caller's districts that are watched by anybody now
 */
public record WallView(
        UUID wallId,
        String who,
        int tiles,
        List<String> pinned,
        List<TileView> showing,
        LoadView load,
        List<CoverageView> coverage) {

    /** @param until when it leaves; null: not before it cools down, or is no longer pinned */
    record TileView(
            int place,
            String cameraId,
            String cameraName,
            String districtCode,
            Why why,
            Instant since,
            @Nullable Instant until,
            double points,
            List<Reason> reasons) {}

    /**
     * What one person has to take in.
     *
     * @param cameras that give pictures in the watched districts of this person
     * @param watchers walls that look after one of them
     * @param norm cameras per watcher, by the guideline
     */
    record LoadView(
            int changesLastMinute,
            int mostChangesPerMinute,
            int cameras,
            int watchers,
            int camerasPerWatcher,
            int norm) {}

    /** @param possibleEverySeconds how often each camera can be seen with the walls there are; null while nobody watches */
    record CoverageView(
            String districtCode,
            int cameras,
            int overdue,
            int tilesNeeded,
            int tilesAble,
            boolean kept,
            long withinSeconds,
            @Nullable Long possibleEverySeconds) {
        static CoverageView of(Coverage one, PriorityProperties properties) {
            return new CoverageView(
                    one.districtCode(),
                    one.cameras(),
                    one.overdue(),
                    one.tilesNeeded(),
                    one.tilesAble(),
                    one.kept(),
                    properties.seenWithin().toSeconds(),
                    one.possibleEvery() == null ? null : one.possibleEvery().toSeconds());
        }
    }
}
