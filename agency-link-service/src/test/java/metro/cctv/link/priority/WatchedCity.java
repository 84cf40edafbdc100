package metro.cctv.link.priority;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metro.cctv.link.priority.WallRule.Limits;
import metro.cctv.link.priority.WallRule.Plan;
import metro.cctv.link.priority.WallRule.Tile;
import metro.cctv.link.priority.WallRule.Wall;
import metro.cctv.link.priority.WallRule.Watchable;

/** Cameras, walls and a clock of our own: what the service keeps in its tables, and everything that must never happen. */
final class WatchedCity {
    static final Limits LIMITS = new Limits(
            Duration.ofMinutes(60), Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(5), 24, 16, 10);

    final Limits limits;
    final Map<String, Watchable> cameras = new HashMap<>();
    final Map<String, Wall> walls = new LinkedHashMap<>();
    /** Somebody saw it, or it came back; null values are not kept. */
    final Map<String, Instant> fresh = new HashMap<>();

    private final Map<String, Watchable> away = new HashMap<>();
    Instant now = Instant.parse("2026-11-22T00:00:00Z");
    Duration longestUnseen = Duration.ZERO;
    int mostChanges;
    Plan last = new Plan(List.of(), Set.of(), List.of());

    WatchedCity(Limits limits) {
        this.limits = limits;
    }

    void add(String districtCode, int count) {
        for (int i = 0; i < count; i++) {
            String id = "%s-%05d".formatted(districtCode, i);
            cameras.put(id, new Watchable(id, districtCode, now.plus(limits.seenWithin()), 0));
            fresh.put(id, now);
        }
    }

    void comesOn(String who, int tiles, String... districts) {
        walls.put(who, new Wall(who, Set.of(districts), tiles, List.of(), List.of(), List.of()));
    }

    void goesOff(String who) {
        walls.remove(who);
    }

    void heats(String cameraId, double points) {
        cameras.computeIfPresent(
                cameraId, (id, camera) -> new Watchable(id, camera.districtCode(), camera.dueAt(), points));
    }

    void loses(String districtCode) {
        Set<String> lost = new HashSet<>();
        for (Watchable camera : cameras.values())
            if (camera.districtCode().equals(districtCode)) lost.add(camera.cameraId());
        for (String id : lost) away.put(id, requireNonNull(cameras.remove(id)));
    }

    /** As the store reckons: whose time ran out meanwhile has its time anew. */
    void getsBack() {
        for (Watchable camera : away.values()) {
            Instant due = camera.dueAt().isAfter(now) ? camera.dueAt() : now.plus(limits.seenWithin());
            cameras.put(camera.cameraId(), new Watchable(camera.cameraId(), camera.districtCode(), due, 0));
            if (!camera.dueAt().isAfter(now)) fresh.put(camera.cameraId(), now);
        }
        away.clear();
    }

    /** One plan, and the clock goes on by one round. */
    void plan() {
        last = WallRule.plan(cameras, Map.of(), List.copyOf(walls.values()), limits, now);
        for (Wall wall : last.walls()) {
            check(wall);
            walls.put(wall.who(), wall);
        }
        for (String id : last.seen()) {
            longestUnseen = longer(longestUnseen, Duration.between(requireNonNull(fresh.get(id)), now));
            fresh.put(id, now);
            cameras.computeIfPresent(
                    id,
                    (same, one) -> new Watchable(same, one.districtCode(), now.plus(limits.seenWithin()), one.hot()));
        }
        now = now.plus(limits.round());
    }

    private void check(Wall wall) {
        int changes = (int) wall.changes().stream()
                .filter(change -> change.at().isAfter(now.minus(WallRule.MINUTE)))
                .count();
        mostChanges = Math.max(mostChanges, changes);
        List<String> up = wall.showing().stream().map(Tile::cameraId).toList();
        if (wall.showing().size() > wall.tiles()
                || wall.showing().stream().anyMatch(tile -> tile.place() >= wall.tiles())
                || new HashSet<>(up).size() != up.size()
                || wall.showing().stream().map(Tile::place).distinct().count() != up.size())
            throw new AssertionError("A wall of " + wall.tiles() + " shows " + wall.showing());
        for (String id : up)
            if (!cameras.containsKey(id)
                    || !wall.isOf(requireNonNull(cameras.get(id)).districtCode()))
                throw new AssertionError(wall.who() + " of " + wall.districts() + " was shown " + id);
    }

    /** Of those still waiting, too. */
    Duration longestUnseen() {
        Duration longest = longestUnseen;
        for (String id : cameras.keySet())
            longest = longer(longest, Duration.between(requireNonNull(fresh.get(id)), now));
        return longest;
    }

    Set<String> shown() {
        Set<String> shown = new HashSet<>();
        for (Wall wall : walls.values()) wall.showing().forEach(tile -> shown.add(tile.cameraId()));
        return shown;
    }

    List<String> sortedIds() {
        List<String> ids = new ArrayList<>(cameras.keySet());
        ids.sort(null);
        return ids;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
