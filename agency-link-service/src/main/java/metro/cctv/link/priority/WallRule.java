package metro.cctv.link.priority;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import metro.cctv.contracts.access.VideoAccessRule;
import org.jspecify.annotations.Nullable;

/**
 * What every operator's wall shows next: given the cameras, who watches with how many tiles, and now. Two things share a wall.
 * The round shows each camera in turn, the one that is due first, on as many tiles as the due times ask for. What is hot takes
 * the other tiles, the hottest first. Neither takes the other's share of the changes that one person can follow in a minute.
 *
 * <p>The promise: while the walls of a district are able to run as many tiles as it needs ({@link Coverage#kept}), each of its
 * cameras is seen before it is due. Whoever is due first goes first and, once seen, goes behind all others; so before a camera
 * at most those go that were due before it, and there are tiles for as many as that.
 */
final class WallRule {
    static final Duration MINUTE = Duration.ofMinutes(1);
    /** A camera must be this many points hotter to push another away: walls that flicker are not read. */
    private static final double CLEARLY_HOTTER = 5;
    /** The round runs a little ahead of the due times, so that it is even and has some air. */
    private static final double AHEAD = 0.9;

    private WallRule() {}

    /** Why a camera is on a wall. */
    enum Why {
        PINNED,
        PRIORITY,
        ROUND
    }

    /**
     * @param dueAt somebody must have seen it by then
     * @param hot points without what mere time adds
     */
    record Watchable(String cameraId, String districtCode, Instant dueAt, double hot) {}

    /** @param place from 0; a camera stays where it is while it is up */
    record Tile(int place, String cameraId, Why why, Instant since) {}

    /** A camera came up: what a person has to take in. */
    record Change(Instant at, Why why) {}

    /**
     * One operator's.
     *
     * @param districts codes, or {@link VideoAccessRule#ALL_DISTRICTS}
     * @param pinned cameras that stay, the oldest first
     * @param changes of the last minute
     */
    record Wall(
            String who,
            Set<String> districts,
            int tiles,
            List<String> pinned,
            List<Tile> showing,
            List<Change> changes) {
        Wall {
            districts = Set.copyOf(districts);
            pinned = List.copyOf(pinned);
            showing = List.copyOf(showing);
            changes = List.copyOf(changes);
        }

        boolean isOf(String districtCode) {
            return districts.contains(VideoAccessRule.ALL_DISTRICTS) || districts.contains(districtCode);
        }
    }

    /**
     * @param seenWithin every camera is seen at least this often
     * @param dwell how long a camera of the round stays up; then it counts as seen
     * @param hold how long a hot camera keeps its tile, whatever comes
     * @param round the time between two plans, at most
     * @param changesPerMinute new cameras on one wall in any minute, at most
     * @param roundChanges of those, kept for the round; the rest is for what is hot
     * @param hotFrom fewer points are no reason to bring a camera forward
     */
    record Limits(
            Duration seenWithin,
            Duration dwell,
            Duration hold,
            Duration round,
            int changesPerMinute,
            int roundChanges,
            double hotFrom) {
        /** How long one camera of the round takes up a tile: it leaves with the first plan after its time. */
        Duration turn() {
            return dwell.plus(round);
        }

        /** When a camera must come up, before it is due: it stays up for its time, and a plan and a hold may pass before that. */
        Duration slack() {
            return dwell.plus(hold).plus(round.multipliedBy(2));
        }

        int hotChanges() {
            return changesPerMinute - roundChanges;
        }

        /** Tiles that are never the round's, so that what is hot comes up at once. */
        int reserve(int tiles) {
            return tiles < 4 ? 0 : Math.ceilDiv(tiles, 4);
        }

        /** Tiles that the round may use on a wall. */
        int roundTiles(int tiles, int pinned) {
            int byChanges = (int) (roundChanges / Math.ceilDiv(MINUTE.toMillis(), dwell.toMillis()));
            return Math.clamp(tiles - pinned - reserve(tiles), 0, Math.max(1, byChanges));
        }
    }

    /**
     * How well a district is covered now.
     *
     * @param overdue cameras whose time is up
     * @param tilesNeeded for every camera to be seen in time
     * @param tilesAble that the walls there can run
     * @param possibleEvery how often each camera can be seen with these; null while nobody watches
     */
    record Coverage(
            String districtCode,
            int cameras,
            int overdue,
            int tilesNeeded,
            int tilesAble,
            @Nullable Duration possibleEvery) {
        boolean kept() {
            return tilesNeeded <= tilesAble;
        }
    }

    /** @param seen cameras that were up for their whole time, now */
    record Plan(List<Wall> walls, Set<String> seen, List<Coverage> coverage) {}

    /**
     * @param cameras those that give a picture, by id
     * @param others how many more there are in a district, none of them due before those
     */
    static Plan plan(
            Map<String, Watchable> cameras, Map<String, Integer> others, List<Wall> walls, Limits limits, Instant now) {
        Set<String> seen = new HashSet<>();
        List<WallDraft> drafts = new ArrayList<>();
        for (Wall wall : walls) drafts.add(new WallDraft(wall, cameras, limits, now, seen));
        Set<String> shown = new HashSet<>();
        drafts.forEach(draft -> draft.collectShown(shown));
        Map<String, DueTimes> due = dueTimes(cameras.values(), seen, limits, now);
        others.forEach((district, count) ->
                due.computeIfAbsent(district, code -> new DueTimes(limits, now)).addLater(count));
        List<Coverage> coverage = coverage(due, drafts, limits);
        // Whoever has just been seen goes behind all others, and its due time here is still the old one.
        Set<String> notNow = new HashSet<>(shown);
        notNow.addAll(seen);
        placeRound(cameras, coverage, drafts, notNow);
        drafts.forEach(draft -> draft.collectShown(shown));
        placeHot(cameras.values(), drafts, shown, limits);
        return new Plan(drafts.stream().map(WallDraft::wall).toList(), seen, coverage);
    }

    private static Map<String, DueTimes> dueTimes(
            Collection<Watchable> cameras, Set<String> seen, Limits limits, Instant now) {
        Map<String, DueTimes> byDistrict = new HashMap<>();
        for (Watchable camera : cameras)
            byDistrict
                    .computeIfAbsent(camera.districtCode(), code -> new DueTimes(limits, now))
                    .add(seen.contains(camera.cameraId()) ? now.plus(limits.seenWithin()) : camera.dueAt());
        return new TreeMap<>(byDistrict);
    }

    private static List<Coverage> coverage(Map<String, DueTimes> due, List<WallDraft> drafts, Limits limits) {
        List<Coverage> coverage = new ArrayList<>();
        due.forEach((code, times) -> {
            int able = drafts.stream()
                    .filter(draft -> draft.isOf(code))
                    .mapToInt(WallDraft::roundTiles)
                    .sum();
            Duration every = able == 0
                    ? null
                    : limits.turn().multipliedBy(times.cameras()).dividedBy(able);
            coverage.add(new Coverage(code, times.cameras(), times.overdue(), times.tilesNeeded(AHEAD), able, every));
        });
        return coverage;
    }

    /** Each district's next ones, the first due first, to the walls with the fewest other places to look after. */
    private static void placeRound(
            Map<String, Watchable> cameras, List<Coverage> coverage, List<WallDraft> drafts, Set<String> notNow) {
        Map<String, PriorityQueue<Watchable>> next = new HashMap<>();
        Map<String, Integer> wanted = new HashMap<>();
        for (Coverage one : coverage) {
            long running = drafts.stream()
                    .mapToLong(draft -> draft.running(one.districtCode(), cameras))
                    .sum();
            int free = Math.min(one.tilesNeeded(), one.tilesAble()) - (int) running;
            if (free > 0) wanted.put(one.districtCode(), free);
        }
        Comparator<Watchable> firstDue = Comparator.comparing(Watchable::dueAt).thenComparing(Watchable::cameraId);
        for (Watchable camera : cameras.values()) {
            Integer free = wanted.get(camera.districtCode());
            if (free == null || notNow.contains(camera.cameraId())) continue;
            var queue = next.computeIfAbsent(camera.districtCode(), code -> new PriorityQueue<>(firstDue.reversed()));
            if (queue.size() == free) {
                if (firstDue.compare(camera, queue.element()) >= 0) continue;
                queue.remove();
            }
            queue.add(camera);
        }
        for (Watchable camera : next.values().stream()
                .flatMap(Collection::stream)
                .sorted(firstDue)
                .toList())
            best(drafts, camera, WallDraft::takesRound, WallDraft.FOR_ROUND)
                    .ifPresent(draft -> draft.showInRound(camera));
    }

    private static void placeHot(
            Collection<Watchable> cameras, List<WallDraft> drafts, Set<String> shown, Limits limits) {
        List<Watchable> hot = cameras.stream()
                .filter(camera -> camera.hot() >= limits.hotFrom() && !shown.contains(camera.cameraId()))
                .sorted(Comparator.comparingDouble(Watchable::hot).reversed().thenComparing(Watchable::cameraId))
                .toList();
        for (Watchable camera : hot) {
            best(drafts, camera, WallDraft::takesHot, WallDraft.FOR_HOT)
                    .or(() -> best(
                            drafts,
                            camera,
                            draft -> draft.pushesAway(camera.hot() - CLEARLY_HOTTER),
                            WallDraft.COOLEST))
                    .ifPresent(draft -> draft.bringForward(camera));
            if (drafts.stream().noneMatch(WallDraft::hasHotChanges)) return;
        }
    }

    private static Optional<WallDraft> best(
            List<WallDraft> drafts, Watchable camera, Predicate<WallDraft> takes, Comparator<WallDraft> order) {
        return drafts.stream()
                .filter(draft -> draft.isOf(camera.districtCode()) && takes.test(draft))
                .min(order);
    }
}
