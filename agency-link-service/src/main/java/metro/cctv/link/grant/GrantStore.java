package metro.cctv.link.grant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.contracts.access.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class GrantStore {
    private final JdbcClient jdbc;

    GrantStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Grant grant) {
        jdbc.sql("""
                insert into access_grant (grant_id, incident_id, case_no, agency, role, camera_id, district_code, purpose,
                  ticket_sha256, valid_from, expires_at, limit_at, state, distance_m, choice, reason)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        grant.grantId(),
                        grant.incidentId(),
                        grant.caseNo(),
                        grant.agency(),
                        grant.role().name(),
                        grant.cameraId(),
                        grant.districtCode(),
                        grant.purpose(),
                        grant.ticketSha256(),
                        Timestamp.from(grant.validFrom()),
                        Timestamp.from(grant.expiresAt()),
                        Timestamp.from(grant.limitAt()),
                        grant.state().name(),
                        grant.distanceM(),
                        grant.choice(),
                        grant.reason())
                .update();
    }

    List<Grant> ofIncident(UUID incidentId) {
        return jdbc.sql("select * from access_grant where incident_id = ? order by choice, valid_from")
                .param(incidentId)
                .query(GrantStore::grant)
                .list();
    }

    /** As {@link #ofIncident}, and nobody else changes them before this transaction ends. */
    List<Grant> ofIncidentForUpdate(UUID incidentId) {
        return jdbc.sql("select * from access_grant where incident_id = ? order by choice, valid_from for update")
                .param(incidentId)
                .query(GrantStore::grant)
                .list();
    }

    List<Grant> expiredForUpdate(Instant now, int limit) {
        return jdbc.sql("""
                select * from access_grant where state = 'ACTIVE' and expires_at <= ?
                order by expires_at limit ? for update skip locked
                """)
                .params(Timestamp.from(now), limit)
                .query(GrantStore::grant)
                .list();
    }

    void renew(UUID grantId, Instant expiresAt) {
        jdbc.sql(
                        "update access_grant set state = 'ACTIVE', expires_at = ?, ended_at = null, buried = false where grant_id = ?")
                .params(Timestamp.from(expiresAt), grantId)
                .update();
    }

    void end(UUID grantId, Grant.State state, Instant at) {
        jdbc.sql("update access_grant set state = ?, ended_at = ? where grant_id = ?")
                .params(state.name(), Timestamp.from(at), grantId)
                .update();
    }

    /** Grants that ended before and cannot come back. */
    List<UUID> bury(Instant endedBefore, Instant now, int limit) {
        return jdbc.sql("""
                update access_grant set buried = true where grant_id in (
                  select grant_id from access_grant
                  where not buried and ended_at < ? and (state = 'REVOKED' or limit_at < ?)
                  limit ? for update skip locked)
                returning grant_id
                """)
                .params(Timestamp.from(endedBefore), Timestamp.from(now), limit)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    private static Grant grant(ResultSet row, int n) throws SQLException {
        return new Grant(
                row.getObject("grant_id", UUID.class),
                row.getObject("incident_id", UUID.class),
                row.getString("case_no"),
                row.getString("agency"),
                Role.valueOf(row.getString("role")),
                row.getString("camera_id"),
                row.getString("district_code"),
                row.getString("purpose"),
                row.getString("ticket_sha256"),
                row.getTimestamp("valid_from").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getTimestamp("limit_at").toInstant(),
                Grant.State.valueOf(row.getString("state")),
                row.getDouble("distance_m"),
                row.getInt("choice"),
                row.getString("reason"));
    }
}
