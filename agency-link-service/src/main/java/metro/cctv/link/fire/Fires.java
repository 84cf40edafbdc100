package metro.cctv.link.fire;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.delivery.AgencyFeed;
import metro.cctv.link.fire.FireController.FireSignal;
import metro.cctv.link.fire.FireController.Taken;
import metro.cctv.link.incident.CentreIncidents;
import metro.cctv.link.incident.Incidents;
import metro.cctv.link.incident.NewIncident;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The first signal of a fire opens an incident of the centre and notifies 119; the others are added to it, and a room that
 * nobody was told of is told.
 */
@Service
class Fires {
    /** After so many signals of one fire the room is full of them; sensors that go on add no more words. */
    private static final int TELLING = 500;

    private final JdbcClient jdbc;
    private final FireProperties properties;
    private final Incidents incidents;
    private final CentreIncidents centre;
    private final AgencyFeed feed;
    private final AuditTrail audit;
    private final Clock clock;

    Fires(
            JdbcClient jdbc,
            FireProperties properties,
            Incidents incidents,
            CentreIncidents centre,
            AgencyFeed feed,
            AuditTrail audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.incidents = incidents;
        this.centre = centre;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param from the caller's network address, for the ledger */
    @Transactional
    public Taken take(Caller caller, FireSignal signal, String from) {
        String source = caller.agency();
        if (caller.role() != Role.ALARM_SOURCE
                || source == null
                || !properties.sources().contains(source))
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "Signals come from the partners that are linked for them.");
        String district = incidents.districtAt(signal.lon(), signal.lat());
        // Two sensors in one second are one fire: one after the other.
        jdbc.sql("select pg_advisory_xact_lock(hashtext('link.fire'))")
                .query((row, n) -> n)
                .list();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<Fire> known = known(signal, now);
        known.filter(fire -> isNews(fire, signal)).ifPresent(fire -> spread(caller, fire, signal, now, from));
        UUID fireId = known.map(Fire::fireId).orElseGet(() -> begin(caller, signal, district, now, from));
        add(fireId, source, signal, now);
        return new Taken(fireId, known.isEmpty());
    }

    private record Fire(UUID fireId, UUID incidentId, String districtCode, int signals) {}

    /** While somebody works on it; one whose incident was closed is over, and what is seen next is another. */
    private Optional<Fire> known(FireSignal signal, Instant now) {
        return jdbc.sql("""
                select f.fire_id, f.incident_id, f.signals, i.district_code from fire f join incident i using (incident_id)
                where f.last_at > :since and f.first_at > :begun and i.status = 'OPEN'
                  and st_dwithin(f.place, cast(st_setsrid(st_makepoint(:lon, :lat), 4326) as geography), :within)
                order by f.last_at desc limit 1 for update of i
                """)
                .param("since", Timestamp.from(now.minus(properties.window())))
                .param("begun", Timestamp.from(now.minus(properties.longest())))
                .param("lon", signal.lon())
                .param("lat", signal.lat())
                .param("within", properties.withinM())
                .query((row, n) -> new Fire(
                        row.getObject("fire_id", UUID.class),
                        row.getObject("incident_id", UUID.class),
                        row.getString("district_code"),
                        row.getInt("signals")))
                .optional();
    }

    /** Another room, or other people in it than was said before. */
    private boolean isNews(Fire fire, FireSignal signal) {
        if (fire.signals() > TELLING) return false;
        return jdbc.sql("""
                select not exists (
                  select 1 from fire_signal where fire_id = ? and building = ? and floor is not distinct from ?
                    and room is not distinct from ? and (occupants is not distinct from ? or ?))
                """)
                .param(fire.fireId())
                .param(signal.building())
                .param(signal.floor())
                .param(signal.room())
                .param(signal.occupants())
                .param(signal.occupants() == null)
                .query(Boolean.class)
                .single();
    }

    /** Who leads the rescue hears of it in the same case; it is no second notification. */
    private void spread(Caller caller, Fire fire, FireSignal signal, Instant now, String from) {
        String people = signal.occupants() == null ? "" : " · " + signal.occupants() + " cannot leave";
        incidents.note(fire.incidentId(), caller.subject(), "fire.signal", where(signal) + people);
        feed.add(
                properties.tells(),
                fire.incidentId(),
                "fire.signal",
                told(fire.fireId(), fire.incidentId(), signal, now));
        audit.allowedTogether(
                caller,
                Access.to("fire.signal", "incident", fire.incidentId().toString())
                        .in(fire.districtCode())
                        .because(NewIncident.CENTRE_PURPOSE, fire.incidentId().toString(), null)
                        .from(from));
    }

    private UUID begin(Caller caller, FireSignal signal, String district, Instant now, String from) {
        UUID incidentId = UUID.randomUUID();
        UUID fireId = UUID.randomUUID();
        centre.open(
                caller,
                NewIncident.ofCentre(
                                incidentId,
                                "FIRE",
                                where(signal),
                                district,
                                signal.lon(),
                                signal.lat(),
                                caller.subject())
                        .heldByNobody(),
                from);
        jdbc.sql("""
                insert into fire (fire_id, incident_id, place, first_at, last_at, signals)
                values (:id, :incident, cast(st_setsrid(st_makepoint(:lon, :lat), 4326) as geography), :at, :at, 0)
                """)
                .param("id", fireId)
                .param("incident", incidentId)
                .param("lon", signal.lon())
                .param("lat", signal.lat())
                .param("at", Timestamp.from(now))
                .update();
        feed.add(properties.tells(), incidentId, "fire.notified", told(fireId, incidentId, signal, now));
        return fireId;
    }

    private void add(UUID fireId, String source, FireSignal signal, Instant now) {
        jdbc.sql("""
                insert into fire_signal (fire_id, source, sensor_id, building, floor, room, occupants, at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .param(fireId)
                .param(source)
                .param(signal.sensorId())
                .param(signal.building())
                .param(signal.floor())
                .param(signal.room())
                .param(signal.occupants())
                .param(Timestamp.from(now))
                .update();
        jdbc.sql("update fire set last_at = ?, signals = signals + 1 where fire_id = ?")
                .params(Timestamp.from(now), fireId)
                .update();
    }

    private static String where(FireSignal signal) {
        return signal.building() + part(", ", signal.floor()) + part(", ", signal.room());
    }

    private static String part(String before, @Nullable String text) {
        return text == null ? "" : before + text;
    }

    private static Map<String, Object> told(UUID fireId, UUID incidentId, FireSignal signal, Instant now) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("fireId", fireId);
        data.put("incidentId", incidentId);
        data.put("building", signal.building());
        if (signal.floor() != null) data.put("floor", signal.floor());
        if (signal.room() != null) data.put("room", signal.room());
        if (signal.occupants() != null) data.put("occupants", signal.occupants());
        data.put("lon", signal.lon());
        data.put("lat", signal.lat());
        data.put("at", now);
        return data;
    }
}
