package metro.cctv.link.actuation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Brighter light around somebody on the way home (safe return). A person of the centre turns it on, never an alarm by itself; it
 * ends with the incident, by hand or after a while.
 */
@Service
public class Streetlights {
    private static final String PURPOSE = "safe return";

    private final JdbcClient jdbc;
    private final Optional<Outlet> office;
    private final StreetlightProperties properties;
    private final AuditTrail audit;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final Aside aside = new Aside("streetlight-sweep");

    Streetlights(
            JdbcClient jdbc,
            StreetlightProperties properties,
            AuditTrail audit,
            TransactionOperations transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.office = Outlet.of(properties.file(), properties.url(), properties.timeout());
        this.properties = properties;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param action BRIGHT or NORMAL */
    record LightCommand(UUID lightId, String action, double lon, double lat, double withinM, Instant until) {}

    /** @param until they dim by themselves */
    public record Light(
            UUID lightId,
            UUID incidentId,
            String districtCode,
            double lon,
            double lat,
            double withinM,
            String by,
            Instant since,
            Instant until) {}

    /**
     * The caller has checked whose incident it is. Lit already: it moves to this place, and lasts anew.
     *
     * @param from the caller's network address, for the ledger
     */
    public Light on(Caller caller, UUID incidentId, String district, double lon, double lat, String from) {
        Outlet linked =
                office.orElseThrow(() -> new ProblemException(ProblemType.UNAVAILABLE, "No streetlights are linked."));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Light light = new Light(
                UUID.randomUUID(),
                incidentId,
                district,
                lon,
                lat,
                properties.withinM(),
                caller.subject(),
                now,
                now.plus(properties.lasts()));
        // Written down before anything shines, so that whatever shines is turned off again.
        transaction.executeWithoutResult(status -> {
            insert(light);
            tell(caller, "streetlight.bright", light, from);
        });
        if (!linked.took(light.lightId(), command(light, "BRIGHT"))) {
            over(light); // it may have heard it, and not said so: it is told to be normal until it knows
            audit.failed(caller, access("streetlight.bright", light, from), ProblemType.UNAVAILABLE);
            throw new ProblemException(ProblemType.UNAVAILABLE, "The streetlights' office did not take it; try again.");
        }
        open(incidentId).stream()
                .filter(older -> !older.lightId().equals(light.lightId()))
                .forEach(older -> dim(caller, older, from));
        return light;
    }

    public void off(Caller caller, UUID incidentId, String from) {
        open(incidentId).forEach(light -> dim(caller, light, from));
    }

    /** Of incidents that are over, and what has shone long enough. What the office does not take is told again. */
    @Scheduled(fixedDelayString = "PT1S")
    void sweep() {
        aside.run(this::dimWhatIsOver);
    }

    private void dimWhatIsOver() {
        jdbc.sql("""
                select s.* from streetlight s join incident i using (incident_id)
                where s.ended_at is null and (i.status = 'CLOSED' or s.until <= ?) order by s.until limit 100
                """)
                .param(Timestamp.from(clock.instant()))
                .query(Streetlights::light)
                .list()
                .forEach(light -> dim(null, light, null));
    }

    private void dim(@Nullable Caller caller, Light light, @Nullable String from) {
        if (office.isEmpty() || !office.get().took(light.lightId(), command(light, "NORMAL"))) return;
        transaction.executeWithoutResult(status -> {
            if (ended(light)) tell(caller, "streetlight.normal", light, from);
        });
    }

    private List<Light> open(UUID incidentId) {
        return jdbc.sql("select * from streetlight where incident_id = ? and ended_at is null")
                .param(incidentId)
                .query(Streetlights::light)
                .list();
    }

    private void insert(Light light) {
        jdbc.sql("""
                insert into streetlight (light_id, incident_id, district_code, lon, lat, within_m, by_whom, since, until)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        light.lightId(),
                        light.incidentId(),
                        light.districtCode(),
                        light.lon(),
                        light.lat(),
                        light.withinM(),
                        light.by(),
                        Timestamp.from(light.since()),
                        Timestamp.from(light.until()))
                .update();
    }

    private void over(Light light) {
        jdbc.sql("update streetlight set until = ? where light_id = ?")
                .params(Timestamp.from(clock.instant()), light.lightId())
                .update();
    }

    /** The place of the person goes with the light. */
    private boolean ended(Light light) {
        return jdbc.sql("update streetlight set ended_at = ?, lon = 0, lat = 0 where light_id = ? and ended_at is null")
                        .params(Timestamp.from(clock.instant()), light.lightId())
                        .update()
                == 1;
    }

    private void tell(@Nullable Caller caller, String action, Light light, @Nullable String from) {
        audit.allowedTogether(caller, access(action, light, from));
    }

    private static Access access(String action, Light light, @Nullable String from) {
        return Access.to(action, "incident", light.incidentId().toString())
                .in(light.districtCode())
                .because(PURPOSE, light.incidentId().toString(), null)
                .from(from);
    }

    private static LightCommand command(Light light, String action) {
        return new LightCommand(light.lightId(), action, light.lon(), light.lat(), light.withinM(), light.until());
    }

    private static Light light(ResultSet row, int n) throws SQLException {
        return new Light(
                row.getObject("light_id", UUID.class),
                row.getObject("incident_id", UUID.class),
                row.getString("district_code"),
                row.getDouble("lon"),
                row.getDouble("lat"),
                row.getDouble("within_m"),
                row.getString("by_whom"),
                row.getTimestamp("since").toInstant(),
                row.getTimestamp("until").toInstant());
    }
}
