package metro.cctv.registry.outage;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
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
        if (!OutageRightsRule.mayWork(caller.role()))
            throw new ProblemException(ProblemType.FORBIDDEN, "Availability is for those who work on outages.");
        Instant now = clock.instant();
        YearMonth wanted = month == null ? MonthRule.of(now) : MonthRule.parse(month, now, MONTHS_KEPT);
        Instant from = MonthRule.start(wanted);
        Instant end = MonthRule.end(wanted);
        By unit = unitOf(by);
        int most = Math.clamp(limit, 1, MAX_LIMIT);
        List<Available> found =
                availability.of(unit, caller.districts(), keyOf(cursor), most + 1, from, end.isAfter(now) ? now : end);
        boolean more = found.size() > most;
        List<Available> page = more ? found.subList(0, most) : found;
        Map<String, RepairBook.Repairs> repaired =
                repairs.of(unit, page.stream().map(Available::key).toList(), from, end);
        return new AvailabilityPage(
                wanted.toString(),
                page.stream()
                        .map(a -> Item.of(a, repaired.getOrDefault(a.key(), RepairBook.NONE)))
                        .toList(),
                more ? cursorAfter(page.getLast().key()) : null);
    }

    private static By unitOf(String by) {
        return switch (by) {
            case "agency" -> By.AGENCY;
            case "district" -> By.DISTRICT;
            case "camera" -> By.CAMERA;
            default -> throw new ProblemException(ProblemType.BAD_REQUEST, "by: agency, district or camera.");
        };
    }

    private static String cursorAfter(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String keyOf(@Nullable String cursor) {
        if (cursor == null) return null;
        try {
            String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (!key.isEmpty() && key.length() <= 200 && key.chars().noneMatch(Character::isISOControl)) return key;
        } catch (IllegalArgumentException e) {
            // answered below like every other cursor that is none of ours
        }
        throw new ProblemException(ProblemType.BAD_REQUEST, "cursor: not one of ours.");
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
