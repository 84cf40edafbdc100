package metro.cctv.link.priority;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import metro.cctv.contracts.access.VideoAccessRule;
import metro.cctv.link.priority.WallRule.Change;
import metro.cctv.link.priority.WallRule.Limits;
import metro.cctv.link.priority.WallRule.Tile;
import metro.cctv.link.priority.WallRule.Wall;
import metro.cctv.link.priority.WallRule.Watchable;
import metro.cctv.link.priority.WallRule.Why;
import org.jspecify.annotations.Nullable;

/** One wall while the next plan is made. */
final class WallDraft {
    /** Who has the fewest districts, for others cannot help there; then who has the most room. */
    static final Comparator<WallDraft> FOR_ROUND =
            Comparator.comparingInt(WallDraft::reach).thenComparingDouble(WallDraft::roundLoad);

    static final Comparator<WallDraft> FOR_HOT =
            Comparator.comparingDouble(WallDraft::hotLoad).thenComparingInt(WallDraft::reach);
    static final Comparator<WallDraft> COOLEST = Comparator.comparingDouble(WallDraft::coolestPoints);

    private final Wall wall;
    private final Map<String, Watchable> cameras;
    private final Limits limits;
    private final Instant now;
    private final @Nullable Tile[] tiles;
    private final List<Change> changes;
    private final List<String> pinned;

    /** @param seen gets the cameras that have been up for their whole time */
    WallDraft(Wall wall, Map<String, Watchable> cameras, Limits limits, Instant now, Set<String> seen) {
        this.wall = wall;
        this.cameras = cameras;
        this.limits = limits;
        this.now = now;
        this.tiles = new @Nullable Tile[wall.tiles()];
        this.changes = new ArrayList<>(wall.changes().stream()
                .filter(change -> change.at().isAfter(now.minus(WallRule.MINUTE)))
                .toList());
        this.pinned = wall.pinned().stream()
                .filter(id -> camera(id) != null)
                .limit(wall.tiles())
                .toList();
        for (Tile tile : wall.showing()) keep(tile, seen);
        for (String cameraId : pinned) pin(cameraId);
    }

    /** What goes on: pins, what is hot, and the round's cameras until their time is over. */
    private void keep(Tile tile, Set<String> seen) {
        Watchable camera = camera(tile.cameraId());
        if (camera == null) return;
        boolean upInFull = isUpFor(tile, limits.dwell());
        if (upInFull) seen.add(tile.cameraId());
        if (tile.place() < tiles.length && stays(tile, camera, upInFull))
            tiles[tile.place()] = tile.why() == Why.ROUND && upInFull
                    ? new Tile(tile.place(), tile.cameraId(), Why.PRIORITY, tile.since())
                    : tile;
    }

    /** A camera of the round that has grown hot stays as such. */
    private boolean stays(Tile tile, Watchable camera, boolean upInFull) {
        if (pinned.contains(tile.cameraId())) return true;
        boolean hot = camera.hot() >= limits.hotFrom();
        return switch (tile.why()) {
            case PINNED -> false;
            case ROUND -> !upInFull || hot;
            case PRIORITY -> hot || !isUpFor(tile, limits.hold());
        };
    }

    private void pin(String cameraId) {
        for (int place = 0; place < tiles.length; place++) {
            Tile tile = tiles[place];
            if (tile == null || !tile.cameraId().equals(cameraId)) continue;
            tiles[place] = new Tile(place, cameraId, Why.PINNED, tile.since());
            return;
        }
        if (!hasHotChanges()) return;
        int place = freePlace() >= 0 ? freePlace() : placeOf(anyUnpinned());
        if (place >= 0) show(place, cameraId, Why.PINNED);
    }

    private @Nullable Watchable camera(String cameraId) {
        Watchable camera = cameras.get(cameraId);
        return camera != null && isOf(camera.districtCode()) ? camera : null;
    }

    boolean isOf(String districtCode) {
        return wall.isOf(districtCode);
    }

    int roundTiles() {
        return limits.roundTiles(tiles.length, pinned.size());
    }

    void collectShown(Set<String> shown) {
        up().forEach(tile -> shown.add(tile.cameraId()));
    }

    /** Tiles of the round that show this district now. */
    long running(String districtCode, Map<String, Watchable> known) {
        return up().filter(tile -> tile.why() == Why.ROUND)
                .map(tile -> known.get(tile.cameraId()))
                .filter(camera -> camera != null && camera.districtCode().equals(districtCode))
                .count();
    }

    boolean takesRound() {
        return count(Why.ROUND) < roundTiles()
                && made(Why.ROUND) < limits.roundChanges()
                && (freePlace() >= 0 || yielding() != null);
    }

    void showInRound(Watchable camera) {
        int place = freePlace() >= 0 ? freePlace() : placeOf(yielding());
        show(place, camera.cameraId(), Why.ROUND);
    }

    /** A hot one that gives way to the round: the coolest beyond those that are never the round's, after its hold. */
    private @Nullable Tile yielding() {
        return count(Why.PRIORITY) > limits.reserve(tiles.length) ? coolest() : null;
    }

    boolean takesHot() {
        return hasHotChanges() && freePlace() >= 0;
    }

    boolean hasHotChanges() {
        return made(Why.PRIORITY) + made(Why.PINNED) < limits.hotChanges();
    }

    /** A free tile, or one that shows something cooler than this. */
    boolean pushesAway(double points) {
        return hasHotChanges() && coolest() != null && coolestPoints() < points;
    }

    void bringForward(Watchable camera) {
        int place = freePlace() >= 0 ? freePlace() : placeOf(coolest());
        show(place, camera.cameraId(), Why.PRIORITY);
    }

    Wall wall() {
        return new Wall(wall.who(), wall.districts(), wall.tiles(), wall.pinned(), up().toList(), changes);
    }

    private void show(int place, String cameraId, Why why) {
        tiles[place] = new Tile(place, cameraId, why, now);
        changes.add(new Change(now, why));
    }

    private boolean isUpFor(Tile tile, Duration time) {
        return !tile.since().plus(time).isAfter(now);
    }

    private Stream<Tile> up() {
        return Arrays.stream(tiles).filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    private long count(Why why) {
        return up().filter(tile -> tile.why() == why).count();
    }

    private long made(Why why) {
        return changes.stream().filter(change -> change.why() == why).count();
    }

    private int freePlace() {
        for (int place = 0; place < tiles.length; place++) if (tiles[place] == null) return place;
        return -1;
    }

    private static int placeOf(@Nullable Tile tile) {
        return tile == null ? -1 : tile.place();
    }

    private @Nullable Tile anyUnpinned() {
        return up().filter(tile -> tile.why() != Why.PINNED)
                .min(Comparator.comparingDouble(this::points))
                .orElse(null);
    }

    private @Nullable Tile coolest() {
        return up().filter(tile -> tile.why() == Why.PRIORITY && isUpFor(tile, limits.hold()))
                .min(Comparator.comparingDouble(this::points))
                .orElse(null);
    }

    private double points(Tile tile) {
        Watchable camera = cameras.get(tile.cameraId());
        return camera == null ? 0 : camera.hot();
    }

    private double coolestPoints() {
        Tile tile = coolest();
        return tile == null ? Double.MAX_VALUE : points(tile);
    }

    private int reach() {
        return wall.districts().contains(VideoAccessRule.ALL_DISTRICTS)
                ? Integer.MAX_VALUE
                : wall.districts().size();
    }

    private double roundLoad() {
        return count(Why.ROUND) / (double) Math.max(1, roundTiles());
    }

    private double hotLoad() {
        return count(Why.PRIORITY) / (double) tiles.length;
    }
}
