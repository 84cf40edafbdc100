package metro.cctv.link.priority;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.camera.CameraCopy;
import metro.cctv.link.camera.NearbyCamera;
import metro.cctv.link.priority.WallRule.Tile;
import metro.cctv.link.priority.WallRule.Wall;
import metro.cctv.link.priority.WallRule.Why;
import metro.cctv.link.priority.WallStore.KeptTile;
import metro.cctv.link.priority.WallStore.KeptWall;
import metro.cctv.link.priority.WallView.CoverageView;
import metro.cctv.link.priority.WallView.LoadView;
import metro.cctv.link.priority.WallView.TileView;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A person's selective wall: opened and kept open by its screen, filled by the plan. */
@Service
public class Walls {
    private static final int ROUNDS_REMEMBERED = 6;

    private final WallStore store;
    private final CameraCopy cameras;
    private final AuditTrail audit;
    private final PriorityProperties properties;
    private final Clock clock;

    Walls(WallStore store, CameraCopy cameras, AuditTrail audit, PriorityProperties properties, Clock clock) {
        this.store = store;
        this.cameras = cameras;
        this.audit = audit;
        this.properties = properties;
        this.clock = clock;
    }

    public Optional<WallView> view(UUID wallId) {
        return store.find(wallId).map(this::view);
    }

    /** The ledger hears of it when it opens and when what is asked of it changes, not each time it says that it is still there. */
    @Transactional
    public WallView hear(Caller caller, int tiles, List<String> pinned, String from) {
        List<String> pins = pinned.stream().distinct().toList();
        checkPins(caller, tiles, pins);
        Optional<KeptWall> before = store.of(caller.subject());
        store.hear(caller, tiles, pins, now());
        KeptWall wall = store.of(caller.subject()).orElseThrow();
        if (before.isEmpty()) tellLedger(caller, wall, "wall.open", from);
        else if (!before.get().wall().pinned().equals(pins)
                || before.get().wall().tiles() != tiles) tellLedger(caller, wall, "wall.arrange", from);
        return view(wall);
    }

    @Transactional
    public void end(Caller caller, String from) {
        store.of(caller.subject()).ifPresent(wall -> {
            if (store.end(caller.subject())) tellLedger(caller, wall, "wall.close", from);
        });
    }

    List<CoverageView> coverage(Set<String> districts) {
        Instant since = now().minus(properties.round().multipliedBy(ROUNDS_REMEMBERED));
        return store.coverage(districts, since).stream()
                .map(one -> CoverageView.of(one, properties))
                .toList();
    }

    /** At most half of a wall: the rest must go round. Another district's camera is not there. */
    private void checkPins(Caller caller, int tiles, List<String> pins) {
        if (pins.size() > tiles / 2)
            throw new ProblemException(
                    ProblemType.INVALID_FIELD, "pinned: at most half of the tiles, here " + tiles / 2 + ".");
        Map<String, NearbyCamera> known = cameras.find(pins);
        for (String pin : pins) {
            NearbyCamera camera = known.get(pin);
            if (camera == null || !caller.belongsTo(camera.configured().districtCode()))
                throw new ProblemException(ProblemType.NOT_FOUND, "pinned: no such camera.");
        }
    }

    private void tellLedger(Caller caller, KeptWall wall, String action, String from) {
        audit.allowedTogether(
                caller, Access.to(action, "wall", wall.wallId().toString()).from(from));
    }

    private WallView view(KeptWall kept) {
        Wall wall = kept.wall();
        Instant now = now();
        Map<String, NearbyCamera> known =
                cameras.find(wall.showing().stream().map(Tile::cameraId).toList());
        List<CoverageView> coverage = coverage(wall.districts());
        int count = coverage.stream().mapToInt(CoverageView::cameras).sum();
        int watchers = store.watching(wall.districts());
        int changes = (int) wall.changes().stream()
                .filter(change -> change.at().isAfter(now.minus(WallRule.MINUTE)))
                .count();
        var load = new LoadView(
                changes,
                properties.changesPerMinute(),
                count,
                watchers,
                watchers == 0 ? count : Math.ceilDiv(count, watchers),
                properties.camerasPerOperator());
        return new WallView(
                kept.wallId(),
                wall.who(),
                wall.tiles(),
                wall.pinned(),
                kept.showing().stream()
                        .filter(tile -> known.containsKey(tile.tile().cameraId()))
                        .map(tile -> tile(tile, known))
                        .toList(),
                load,
                coverage);
    }

    private TileView tile(KeptTile kept, Map<String, NearbyCamera> known) {
        Tile tile = kept.tile();
        var camera = requireNonNull(known.get(tile.cameraId())).configured();
        return new TileView(
                tile.place(),
                tile.cameraId(),
                camera.name(),
                camera.districtCode(),
                tile.why(),
                tile.since(),
                tile.why() == Why.ROUND ? tile.since().plus(properties.dwell()) : null,
                kept.points(),
                kept.reasons());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
