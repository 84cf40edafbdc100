package metro.cctv.link.position;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.chassis.sweep.Sweep;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.agencycase.AgencyCases;
import metro.cctv.link.agencycase.CaseDoor;
import metro.cctv.link.incident.CentreIncidents;
import metro.cctv.link.incident.Incidents;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** The last position of each unit of an open case and no other: no track of anybody is kept, and the end deletes it. */
@Service
class Positions {
    /** A unit that reports more often is refused, not queued. */
    static final Duration AT_MOST_EVERY = Duration.ofSeconds(2);

    /** Silence this long, and somebody may be in trouble (ours, 2026-11-22). */
    static final Duration LOST_AFTER = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final AgencyCases cases;
    private final Incidents incidents;
    private final CentreIncidents centre;
    private final Clock clock;
    private final Sweep sweep = new Sweep("Positions of units that are back");

    Positions(JdbcClient jdbc, AgencyCases cases, Incidents incidents, CentreIncidents centre, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.incidents = incidents;
        this.centre = centre;
        this.clock = clock;
    }

    /**
     * @param floor inside a building, as people there say it
     * @param at when we heard of it: a vehicle's clock is not trusted
     * @param lost nothing was heard since: this is where it was
     */
    record Position(
            String agency,
            String unit,
            double lon,
            double lat,
            @Nullable String floor,
            @Nullable String room,
            Instant at,
            boolean lost) {}

    /** A unit says where it is, only of itself and only of a case that it was sent to. */
    void report(CaseDoor.At at, String caseNo, double lon, double lat, @Nullable String floor, @Nullable String room) {
        Caller caller = at.caller();
        if (caller.role() != Role.FIELD_UNIT)
            throw new ProblemException(ProblemType.FORBIDDEN, "Units report their own positions.");
        AgencyCases.Spot spot = cases.spot(at, caseNo, "case.position");
        incidents.districtAt(lon, lat); // or it lies outside of the city
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        int written = jdbc.sql("""
                insert into unit_position (incident_id, agency, unit, lon, lat, floor, room, at)
                values (:incident, :agency, :unit, :lon, :lat, :floor, :room, :at)
                on conflict (incident_id, agency, unit) do update
                set lon = excluded.lon, lat = excluded.lat, floor = excluded.floor, room = excluded.room, at = excluded.at
                where unit_position.at <= :before
                """)
                .param("incident", spot.incidentId())
                .param("agency", at.agency())
                .param("unit", caller.subject())
                .param("lon", lon)
                .param("lat", lat)
                .param("floor", floor)
                .param("room", room)
                .param("at", Timestamp.from(now))
                .param("before", Timestamp.from(now.minus(AT_MOST_EVERY)))
                .update();
        if (written == 0)
            throw new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS, "One position in " + AT_MOST_EVERY.toSeconds() + " seconds.");
    }

    /** For the agency's room and its units: where its own are. */
    List<Position> ofAgency(CaseDoor.At at, String caseNo) {
        AgencyCases.Spot spot = cases.spot(at, caseNo, "case.positions");
        return jdbc.sql("select * from unit_position where incident_id = ? and agency = ? order by unit")
                .params(spot.incidentId(), at.agency())
                .query(this::position)
                .list();
    }

    /** For the centre: where everybody is. */
    List<Position> ofIncident(Caller caller, UUID incidentId) {
        centre.own(caller, incidentId);
        return jdbc.sql("select * from unit_position where incident_id = ? order by agency, unit")
                .param(incidentId)
                .query(this::position)
                .list();
    }

    /** Of cases that are over, and of units that are back. */
    @Scheduled(fixedDelayString = "PT1S")
    void forget() {
        sweep.run(() -> jdbc.sql("""
                        delete from unit_position p where not exists (
                          select 1 from case_viewer v join incident i using (incident_id)
                          where v.incident_id = p.incident_id and v.agency = p.agency and v.unit = p.unit
                            and v.ended_at is null and i.status = 'OPEN')
                        """).update());
    }

    private Position position(ResultSet row, int n) throws SQLException {
        Instant at = row.getTimestamp("at").toInstant();
        return new Position(
                row.getString("agency"),
                row.getString("unit"),
                row.getDouble("lon"),
                row.getDouble("lat"),
                row.getString("floor"),
                row.getString("room"),
                at,
                at.isBefore(clock.instant().minus(LOST_AFTER)));
    }
}
