package metro.cctv.registry.outage;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.paging.Cursor;
import metro.cctv.chassis.paging.Page;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.health.AvailabilityBook;
import metro.cctv.registry.health.AvailabilityBook.Available;
import metro.cctv.registry.health.AvailabilityBook.By;
import metro.cctv.registry.health.MonthRule;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How much of a month the cameras of an agency, of a district, or each of them gave pictures. */
@RestController
class AvailabilityController {
    private static final int MAX_LIMIT = 500;
    private static final int MONTHS_KEPT = 12;

    /**
     * A month of a whole metro is seconds of one core each: two at a time, so that the other doors keep theirs. A page of
     * cameras counts only those.
     */
    private static final int REPORTS_AT_ONCE = 2;

    private static final long PATIENCE_S = 10;

    private final Semaphore reports = new Semaphore(REPORTS_AT_ONCE);
    private final AvailabilityBook availability;
    private final RepairBook repairs;
    private final Clock clock;

    AvailabilityController(AvailabilityBook availability, RepairBook repairs, Clock clock) {
        this.availability = availability;
        this.repairs = repairs;
        this.clock = clock;
    }

    @GetMapping("/api/cameras/availability")
    AvailabilityPage list(
            @RequestParam @Nullable String month,
            @RequestParam(defaultValue = "agency") String by,
            @RequestParam(defaultValue = "200") int limit,
            @RequestParam @Nullable String cursor,
            Caller caller) {
        caller.require(Capability.OUTAGES);
        Instant now = clock.instant();
        YearMonth wanted = month == null ? MonthRule.of(now) : MonthRule.parse(month, now, MONTHS_KEPT);
        Instant from = MonthRule.start(wanted);
        Instant end = MonthRule.end(wanted);
        By unit = unitOf(by);
        int most = Math.clamp(limit, 1, MAX_LIMIT);
        List<Available> found =
                counted(unit, caller.districts(), keyOf(cursor), most + 1, from, end.isAfter(now) ? now : end);
        Page<Available> page = Page.of(found, most, a -> Cursor.of(a.key()));
        Map<String, RepairBook.Repairs> repaired =
                repairs.of(unit, page.items().stream().map(Available::key).toList(), from, end);
        Page<Item> items = page.map(a -> Item.of(a, repaired.getOrDefault(a.key(), RepairBook.NONE)));
        return new AvailabilityPage(wanted.toString(), items.items(), items.next());
    }

    private List<Available> counted(
            By unit, Set<String> districts, @Nullable String afterKey, int most, Instant from, Instant to) {
        if (unit == By.CAMERA) return availability.of(unit, districts, afterKey, most, from, to);
        if (!hasTurn())
            throw new ProblemException(ProblemType.UNAVAILABLE, "Other reports are being made; try again shortly.");
        try {
            return availability.of(unit, districts, afterKey, most, from, to);
        } finally {
            reports.release();
        }
    }

    private boolean hasTurn() {
        try {
            return reports.tryAcquire(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static By unitOf(String by) {
        return switch (by) {
            case "agency" -> By.AGENCY;
            case "district" -> By.DISTRICT;
            case "camera" -> By.CAMERA;
            default -> throw new ProblemException(ProblemType.BAD_REQUEST, "by: agency, district or camera.");
        };
    }

    private static @Nullable String keyOf(@Nullable String cursor) {
        return Cursor.read(cursor, 1, parts -> {
            if (parts[0].chars().anyMatch(Character::isISOControl)) throw new IllegalArgumentException("key");
            return Require.text("key", parts[0], 200);
        });
    }

    record AvailabilityPage(
            String month, List<Item> items, @Nullable String next) {}

    /**
     * @param cameras in service at some time of the month
     * @param percent of the known time in service; null: nothing is known
     * @param unknownPercent of the time in service nothing is known of (stale district, never heard)
     * @param outages that began in the month
     * @param meanRepairSeconds of the outages that ended in the month with pictures; null: none
     */
    record Item(
            String key,
            long cameras,
            @Nullable Double percent,
            @Nullable Double unknownPercent,
            long outages,
            @Nullable Long meanRepairSeconds) {
        static Item of(Available a, RepairBook.Repairs repairs) {
            return new Item(
                    a.key(),
                    a.cameras(),
                    a.percent(),
                    a.unknownPercent(),
                    repairs.outages(),
                    repairs.meanRepairSeconds());
        }
    }
}
