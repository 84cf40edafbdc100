package metro.cctv.link.incident;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where incidents are now. The place of the report stays what it was; without a row here nothing has moved. */
@Repository
class PlaceStore {
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
    }

    Optional<Place> find(UUID incidentId) {
        return jdbc.sql("select lon, lat, at, moves from case_target where incident_id = ?")
                .param(incidentId)
                .query((row, n) -> new Place(
                        row.getDouble("lon"),
                        row.getDouble("lat"),
                        row.getTimestamp("at").toInstant(),
                        row.getInt("moves")))
                .optional();
    }

    void forget(UUID incidentId) {
        jdbc.sql("delete from case_target where incident_id = ?")
                .param(incidentId)
                .update();
    }
}
