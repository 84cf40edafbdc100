package metro.cctv.registry.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.camera.CameraHealth;
import metro.cctv.registry.camera.Cameras;
import metro.cctv.registry.health.AvailabilityBook.Available;
import metro.cctv.registry.health.HealthStore.Past;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A camera's health and what it was. Like its place, anyone with an account may read it. */
@RestController
class HealthController {
    private static final Duration SHOWN = Duration.ofDays(7);
    private static final int MAX_ITEMS = 500;

    private final Cameras cameras;
    private final CameraHealths healths;
    private final HealthStore states;
    private final AvailabilityBook availability;
    private final Clock clock;

    HealthController(
            Cameras cameras, CameraHealths healths, HealthStore states, AvailabilityBook availability, Clock clock) {
        this.cameras = cameras;
        this.healths = healths;
        this.states = states;
        this.availability = availability;
        this.clock = clock;
    }

    /** Newest first, at most 500; without a time: the last seven days. */
    @GetMapping("/api/cameras/{cameraId}/health")
    HealthView get(
            @PathVariable String cameraId, @RequestParam @Nullable Instant from, @RequestParam @Nullable Instant to) {
        cameras.get(cameraId);
        Instant now = clock.instant();
        Instant until = to == null ? now : to;
        Instant since = from == null ? until.minus(SHOWN) : from;
        if (!since.isBefore(until)) throw new ProblemException(ProblemType.INVALID_FIELD, "from: before to.");
        if (Duration.between(since, until).toDays() > 400)
            throw new ProblemException(ProblemType.INVALID_FIELD, "from, to: at most 400 days.");
        YearMonth month = MonthRule.of(now);
        List<Available> available = availability.of(cameraId, MonthRule.start(month), now);
        return new HealthView(
                healths.of(cameraId),
                states.history(cameraId, since, until, MAX_ITEMS),
                new Availability(
                        month.toString(),
                        available.isEmpty() ? null : available.getFirst().percent(),
                        available.isEmpty() ? null : available.getFirst().unknownPercent()));
    }

    record HealthView(CameraHealth now, List<Past> items, Availability availability) {}

    /** @param percent of the time in service of which something is known; null: nothing is */
    record Availability(
            String month,
            @Nullable Double percent,
            @Nullable Double unknownPercent) {}
}
