package metro.cctv.link.priority;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.paging.Cursor;
import metro.cctv.chassis.paging.Page;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.camera.CameraCopy;
import metro.cctv.link.camera.NearbyCamera;
import metro.cctv.link.priority.Priorities.Ranked;
import metro.cctv.link.priority.PriorityRule.Reason;
import metro.cctv.link.priority.WallView.CoverageView;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Cameras worth a person's eyes now, and the wall that shows them; for those who watch, of their own districts. */
@RestController
@RequestMapping("/api/priority")
class PriorityController {
    private static final int MOST_ROWS = 200;
    private static final int LONGEST_ID = 64;
    private static final Set<Integer> SIZES = Set.of(4, 9, 16);
    private static final Comparator<Ranked> STRONGEST = Comparator.comparingDouble(
                    (Ranked one) -> one.score().points())
            .reversed()
            .thenComparing(one -> one.camera().cameraId());

    private final Priorities priorities;
    private final Walls walls;
    private final CameraCopy cameras;
    private final Clock clock;

    PriorityController(Priorities priorities, Walls walls, CameraCopy cameras, Clock clock) {
        this.priorities = priorities;
        this.walls = walls;
        this.cameras = cameras;
        this.clock = clock;
    }

    record PriorityItem(
            String cameraId,
            String cameraName,
            String districtCode,
            double lon,
            double lat,
            double points,
            List<Reason> reasons,
            Instant seenAt,
            Instant dueAt) {}

    /** @param coverage how well each watched district is covered now */
    record PriorityPage(List<PriorityItem> items, @Nullable String next, List<CoverageView> coverage) {}

    /** Where a page ended: all pages are reckoned at the moment of the first. */
    private record After(Instant at, double points, String cameraId) {
        boolean isBefore(Ranked one) {
            int byPoints = Double.compare(points, one.score().points());
            return byPoints > 0
                    || byPoints == 0 && cameraId.compareTo(one.camera().cameraId()) < 0;
        }
    }

    @GetMapping
    PriorityPage ranked(
            Caller caller,
            @RequestParam(required = false) @Nullable String district,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        caller.require(Capability.OWN_LIVE);
        int rows = Math.clamp(limit, 1, MOST_ROWS);
        After after = Cursor.read(
                cursor, 3, parts -> new After(Cursor.instant(parts[0]), Double.parseDouble(parts[1]), parts[2]));
        Instant at = after == null ? clock.instant().truncatedTo(ChronoUnit.MICROS) : after.at();
        Set<String> districts = districts(caller, district);
        List<Ranked> found = priorities.of(districts, Set.of(), at).values().stream()
                .filter(one -> after == null || after.isBefore(one))
                .sorted(STRONGEST)
                .limit(rows + 1L)
                .toList();
        Page<Ranked> page = Page.of(
                found,
                rows,
                last -> Cursor.of(at, last.score().points(), last.camera().cameraId()));
        Map<String, NearbyCamera> known = cameras.find(
                page.items().stream().map(one -> one.camera().cameraId()).toList());
        return new PriorityPage(
                page.items().stream()
                        .filter(one -> known.containsKey(one.camera().cameraId()))
                        .map(one -> item(one, known))
                        .toList(),
                page.next(),
                walls.coverage(districts));
    }

    /** A foreign district has no cameras here. */
    private static Set<String> districts(Caller caller, @Nullable String district) {
        if (district == null) return caller.districts();
        return caller.belongsTo(district) ? Set.of(district) : Set.of();
    }

    private static PriorityItem item(Ranked one, Map<String, NearbyCamera> known) {
        var camera = requireNonNull(known.get(one.camera().cameraId())).configured();
        return new PriorityItem(
                camera.cameraId(),
                camera.name(),
                camera.districtCode(),
                camera.lon(),
                camera.lat(),
                one.score().points(),
                one.score().reasons(),
                one.camera().seenAt(),
                one.dueAt());
    }

    record ArrangeWall(int tiles, @NotNull @Size(max = 8) List<@NotNull @Size(max = LONGEST_ID) String> pinned) {}

    /** Opens the caller's wall, keeps it open, changes it. A screen that falls silent for a minute has closed it. */
    @PutMapping("/wall")
    WallView arrange(Caller caller, @Valid @RequestBody ArrangeWall body, HttpServletRequest request) {
        caller.require(Capability.OWN_LIVE);
        if (!SIZES.contains(body.tiles())) throw new ProblemException(ProblemType.INVALID_FIELD, "tiles: 4, 9 or 16.");
        return walls.hear(caller, body.tiles(), body.pinned(), request.getRemoteAddr());
    }

    /** Again: still closed. */
    @DeleteMapping("/wall")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(Caller caller, HttpServletRequest request) {
        caller.require(Capability.OWN_LIVE);
        walls.end(caller, request.getRemoteAddr());
    }
}
