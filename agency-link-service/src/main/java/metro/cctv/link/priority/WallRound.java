package metro.cctv.link.priority;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metro.cctv.chassis.sweep.Sweep;
import metro.cctv.link.priority.Priorities.Ranked;
import metro.cctv.link.priority.WallRule.Plan;
import metro.cctv.link.priority.WallRule.Wall;
import metro.cctv.link.priority.WallRule.Watchable;
import metro.cctv.link.priority.WallStore.KeptTile;
import metro.cctv.link.priority.WallStore.KeptWall;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Plans all walls anew by the clock, one instance at a time. Everything stands in tables: a restart goes on where it was. */
@Component
class WallRound {
    private final WallStore walls;
    private final SeenStore seen;
    private final Priorities priorities;
    private final PriorityProperties properties;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final Sweep sweep = new Sweep("Selective walls");
    private volatile Instant metAt = Instant.EPOCH;

    WallRound(
            WallStore walls,
            SeenStore seen,
            Priorities priorities,
            PriorityProperties properties,
            TransactionOperations transaction,
            Clock clock) {
        this.walls = walls;
        this.seen = seen;
        this.priorities = priorities;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedRateString = "${cctv.link.priority.round:5s}")
    void tick() {
        sweep.run(() -> transaction.executeWithoutResult(status -> plan()));
    }

    private void plan() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!walls.lock()) return;
        walls.endSilent(now.minus(properties.silent()));
        List<KeptWall> open = walls.allForUpdate();
        meet(open.isEmpty(), now);
        if (open.isEmpty()) return;
        Set<String> districts = new HashSet<>();
        Set<String> shown = new HashSet<>();
        for (KeptWall one : open) {
            districts.addAll(one.wall().districts());
            shown.addAll(one.wall().pinned());
            one.wall().showing().forEach(tile -> shown.add(tile.cameraId()));
        }
        Map<String, Ranked> ranked = priorities.of(districts, shown, now);
        Map<String, Watchable> cameras = new HashMap<>();
        ranked.forEach((id, one) -> cameras.put(id, one.watchable()));
        Plan plan = WallRule.plan(
                cameras,
                priorities.others(districts, ranked),
                open.stream().map(KeptWall::wall).toList(),
                properties.limits(),
                now);
        seen.saw(plan.seen(), now);
        walls.cover(plan.coverage(), now);
        for (int i = 0; i < open.size(); i++) show(open.get(i), plan.walls().get(i), ranked);
    }

    /** While nobody watches each minute will do: a camera's time begins when it is met. */
    private void meet(boolean nobodyWatches, Instant now) {
        if (nobodyWatches && now.isBefore(metAt.plus(WallRule.MINUTE))) return;
        seen.meet(now);
        metAt = now;
    }

    private void show(KeptWall before, Wall after, Map<String, Ranked> ranked) {
        List<KeptTile> showing = after.showing().stream()
                .map(tile -> {
                    Ranked camera = ranked.get(tile.cameraId());
                    if (camera == null) return new KeptTile(tile, 0, List.of());
                    return new KeptTile(
                            tile, camera.score().points(), camera.score().reasons());
                })
                .toList();
        walls.show(before.wallId(), showing, after.changes());
        if (!after.showing().equals(before.wall().showing())) walls.tellDashboards(before.wallId());
    }
}
