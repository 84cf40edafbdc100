package metro.cctv.link.fire;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

/** The first signal of a fire opens an incident of the centre and notifies 119; the others are added to it. */
@Service
class Fires {
    private final JdbcClient jdbc;
    private final FireProperties properties;
    private final Incidents incidents;
    private final CentreIncidents centre;
    private final AgencyFeed feed;
    private final Clock clock;

    Fires(
            JdbcClient jdbc,
            FireProperties properties,
            Incidents incidents,
            CentreIncidents centre,
            AgencyFeed feed,
            Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.incidents = incidents;
        this.centre = centre;
        this.feed = feed;
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
        Optional<UUID> known = known(signal, now);
        UUID fireId = known.orElseGet(() -> begin(caller, signal, district, now, from));
        add(fireId, source, signal, now);
        return new Taken(fireId, known.isEmpty());
    }

    private Optional<UUID> known(FireSignal signal, Instant now) {
        return jdbc.sql("""
                select fire_id from fire
                where last_at > :since
                  and st_dwithin(place, cast(st_setsrid(st_makepoint(:lon, :lat), 4326) as geography), :within)
                order by last_at desc limit 1
                """)
                .param("since", Timestamp.from(now.minus(properties.window())))
                .param("lon", signal.lon())
                .param("lat", signal.lat())
                .param("within", properties.withinM())
                .query((row, n) -> row.getObject(1, UUID.class))
                .optional();
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
