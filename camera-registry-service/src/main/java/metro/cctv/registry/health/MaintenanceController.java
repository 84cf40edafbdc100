package metro.cctv.registry.health;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.camera.Camera;
import metro.cctv.registry.camera.Cameras;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Planned work on a camera: excluded from its availability, and opening no outage. It is entered beforehand; afterwards nobody can
 * make a failure into a plan.
 */
@RestController
@RequestMapping("/api/cameras/{cameraId}/maintenance")
class MaintenanceController {
    private static final Duration LONGEST = Duration.ofDays(31);
    /** A clerk's clock, and the way from the mouse to the server. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private static final int MOST_TO_COME = 50;

    private final JdbcClient jdbc;
    private final Cameras cameras;
    private final AuditTrail audit;
    private final Clock clock;

    MaintenanceController(JdbcClient jdbc, Cameras cameras, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.cameras = cameras;
        this.audit = audit;
        this.clock = clock;
    }

    /** The latest 100. */
    @GetMapping
    Plans list(@PathVariable String cameraId) {
        cameras.get(cameraId);
        return new Plans(jdbc.sql("""
                        select maintenance_id, from_at, to_at, reason, who from maintenance where camera_code = ?
                        order by from_at desc limit 100
                        """)
                .param(cameraId)
                .query((row, n) -> new Plan(
                        row.getObject("maintenance_id", UUID.class),
                        SqlHealth.instant(row, "from_at"),
                        SqlHealth.instant(row, "to_at"),
                        row.getString("reason"),
                        row.getString("who")))
                .list());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Plan enter(@PathVariable String cameraId, @RequestBody NewPlan plan, Caller caller, HttpServletRequest request) {
        Camera camera = cameras.getForWriting(cameraId, caller);
        Instant now = clock.instant();
        check(plan, now);
        if (toCome(cameraId, now) >= MOST_TO_COME)
            throw new ProblemException(
                    ProblemType.CONFLICT, "At most " + MOST_TO_COME + " plans to come of one camera.");
        audit.allowed(caller, access("maintenance.enter", camera, request));
        Plan entered = new Plan(UUID.randomUUID(), plan.from(), plan.to(), plan.reason(), caller.subject());
        jdbc.sql("""
                        insert into maintenance (maintenance_id, camera_code, from_at, to_at, reason, who, entered_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        entered.maintenanceId(),
                        cameraId,
                        SqlHealth.utc(entered.from()),
                        SqlHealth.utc(entered.to()),
                        entered.reason(),
                        entered.who(),
                        SqlHealth.utc(now))
                .update();
        return entered;
    }

    /** Only what has not begun; what runs ends now. */
    @DeleteMapping("/{maintenanceId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(
            @PathVariable String cameraId,
            @PathVariable UUID maintenanceId,
            Caller caller,
            HttpServletRequest request) {
        Camera camera = cameras.getForWriting(cameraId, caller);
        audit.allowed(caller, access("maintenance.end", camera, request));
        var now = SqlHealth.utc(clock.instant());
        int gone = jdbc.sql("delete from maintenance where maintenance_id = ? and camera_code = ? and from_at >= ?")
                .params(maintenanceId, cameraId, now)
                .update();
        int ended = jdbc.sql("""
                        update maintenance set to_at = ? where maintenance_id = ? and camera_code = ? and to_at > ?
                        """).params(now, maintenanceId, cameraId, now).update();
        if (gone + ended == 0)
            throw new ProblemException(ProblemType.NOT_FOUND, "No such plan, or it is over already.");
    }

    private static void check(NewPlan plan, Instant now) {
        if (plan.from().isBefore(now.minus(LATE)))
            throw new ProblemException(
                    ProblemType.INVALID_FIELD, "from: not in the past; what failed was not planned.");
        if (!plan.from().isBefore(plan.to())) throw new ProblemException(ProblemType.INVALID_FIELD, "to: after from.");
        if (Duration.between(plan.from(), plan.to()).compareTo(LONGEST) > 0)
            throw new ProblemException(
                    ProblemType.INVALID_FIELD, "to: at most 31 days after from; a longer work suspends the camera.");
        if (plan.from().isAfter(now.plus(Duration.ofDays(366))))
            throw new ProblemException(ProblemType.INVALID_FIELD, "from: within a year.");
    }

    private long toCome(String cameraId, Instant now) {
        return jdbc.sql("select count(*) from maintenance where camera_code = ? and to_at > ?")
                .params(cameraId, SqlHealth.utc(now))
                .query((row, n) -> row.getLong(1))
                .single();
    }

    private static Access access(String action, Camera camera, HttpServletRequest request) {
        return Access.to(action, "camera", camera.cameraId())
                .in(camera.districtCode())
                .from(request.getRemoteAddr());
    }

    record Plans(List<Plan> items) {}

    record Plan(UUID maintenanceId, Instant from, Instant to, String reason, String who) {}

    record NewPlan(Instant from, Instant to, String reason) {
        @SuppressWarnings("NullAway") // a body may lack each
        NewPlan {
            if (from == null) throw new IllegalArgumentException("from: when it begins");
            if (to == null) throw new IllegalArgumentException("to: when it ends");
            if (reason == null) throw new IllegalArgumentException("reason: what is done");
            Require.text("reason", reason, 500);
        }
    }
}
