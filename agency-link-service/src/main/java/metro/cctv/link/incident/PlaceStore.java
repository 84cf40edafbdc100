package metro.cctv.link.incident;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Where incidents are now, and by which way they came there. The place of the report stays what it was; without a row here
 * nothing has moved.
 */
@Repository
class PlaceStore {
    /** Of the way the newest are kept; more would be somebody's day. */
    private static final int MOST_SIGHTINGS = 50;

    private final JdbcClient jdbc;

    PlaceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void move(UUID incidentId, double lon, double lat, Instant at) {
        jdbc.sql("""
                insert into case_target (incident_id, lon, lat, at, moves) values (?, ?, ?, ?, 1)
                on conflict (incident_id) do update
                set lon = excluded.lon, lat = excluded.lat, at = excluded.at, moves = case_target.moves + 1
                """).params(incidentId, lon, lat, Timestamp.from(at)).update();
        jdbc.sql("insert into incident_sighting (incident_id, lon, lat, at) values (?, ?, ?, ?)")
                .params(incidentId, lon, lat, Timestamp.from(at))
                .update();
        jdbc.sql("""
                delete from incident_sighting where incident_id = :id and sighting_id <= (
                  select sighting_id from incident_sighting where incident_id = :id
                  order by sighting_id desc offset :most limit 1)
                """).param("id", incidentId).param("most", MOST_SIGHTINGS).update();
    }

    /** Oldest first; without the place of the report. */
    List<Sighting> way(UUID incidentId) {
        return jdbc.sql("select lon, lat, at from incident_sighting where incident_id = ? order by sighting_id")
                .param(incidentId)
                .query((row, n) -> new Sighting(
                        row.getDouble("lon"),
                        row.getDouble("lat"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    Map<UUID, Place> find(Collection<UUID> incidentIds) {
        Map<UUID, Place> places = new HashMap<>();
        if (incidentIds.isEmpty()) return places;
        jdbc.sql("select * from case_target where incident_id = any(?)")
                .param(incidentIds.toArray(UUID[]::new))
                .query(row -> {
                    places.put(row.getObject("incident_id", UUID.class), place(row));
                });
        return places;
    }

    Optional<Place> find(UUID incidentId) {
        return jdbc.sql("select lon, lat, at, moves from case_target where incident_id = ?")
                .param(incidentId)
                .query((row, n) -> place(row))
                .optional();
    }

    /** The case is over: nobody follows any more. */
    void forgetWay(UUID incidentId) {
        jdbc.sql("delete from incident_sighting where incident_id = ?")
                .param(incidentId)
                .update();
    }

    void forget(UUID incidentId) {
        forgetWay(incidentId);
        jdbc.sql("delete from case_target where incident_id = ?")
                .param(incidentId)
                .update();
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                row.getDouble("lon"),
                row.getDouble("lat"),
                row.getTimestamp("at").toInstant(),
                row.getInt("moves"));
    }
}
