package metro.cctv.link.grant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.link.selection.ReasonCode;
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
                  ticket_sha256, valid_from, expires_at, limit_at, state, distance_m, choice, reason,
                  reason_codes, unit, stream)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .param(grant.grantId())
                .param(grant.incidentId())
                .param(grant.caseNo())
                .param(grant.agency())
                .param(grant.role().name())
                .param(grant.cameraId())
                .param(grant.districtCode())
                .param(grant.purpose())
                .param(grant.ticketSha256())
                .param(Timestamp.from(grant.validFrom()))
                .param(Timestamp.from(grant.expiresAt()))
                .param(Timestamp.from(grant.limitAt()))
                .param(grant.state().name())
                .param(grant.distanceM())
                .param(grant.choice())
                .param(grant.reason())
                .param(grant.codes().stream().map(ReasonCode::name).toArray(String[]::new))
                .param(grant.unit())
                .param(grant.stream().name())
                .update();
    }

    List<Grant> ofIncident(UUID incidentId) {
        return jdbc.sql(
                        "select * from access_grant where incident_id = ? order by unit nulls first, choice, valid_from")
                .param(incidentId)
                .query(GrantStore::grant)
                .list();
    }

    /** Those that are not revoked; nobody else changes them before this transaction ends. */
    List<Grant> standingForUpdate(UUID incidentId) {
        return jdbc.sql("""
                select * from access_grant where incident_id = ? and state <> 'REVOKED'
                order by unit nulls first, choice, valid_from for update
                """).param(incidentId).query(GrantStore::grant).list();
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

    /** It was chosen again for where the target is now. */
    void stays(Grant grant) {
        jdbc.sql("update access_grant set choice = ?, distance_m = ?, reason = ?, reason_codes = ? where grant_id = ?")
                .param(grant.choice())
                .param(grant.distanceM())
                .param(grant.reason())
                .param(grant.codes().stream().map(ReasonCode::name).toArray(String[]::new))
                .param(grant.grantId())
                .update();
    }

    /** The case's head was turned: said once, in words and for programs. */
    void turned(UUID incidentId, String cameraId, String words) {
        jdbc.sql("""
                update access_grant set reason = regexp_replace(reason, ', turned to .*$', '') || ', ' || :words,
                  reason_codes = case when :code = any(reason_codes) then reason_codes
                    else array_append(reason_codes, cast(:code as text)) end
                where incident_id = :incident and camera_id = :camera and state <> 'REVOKED'
                """)
                .param("words", words)
                .param("code", ReasonCode.TURNED.name())
                .param("incident", incidentId)
                .param("camera", cameraId)
                .update();
    }

    void end(UUID grantId, Grant.State state, Instant at) {
        jdbc.sql("update access_grant set state = ?, ended_at = ? where grant_id = ?")
                .params(state.name(), Timestamp.from(at), grantId)
                .update();
    }

    /** Distances from three cameras are a place, and so is their order. */
    void forgetPlace(UUID incidentId) {
        jdbc.sql("""
                update access_grant set distance_m = null, choice = 0, reason = '', reason_codes = '{}' where incident_id = ?
                """).param(incidentId).update();
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
                row.getObject("distance_m", Double.class),
                row.getInt("choice"),
                row.getString("reason"),
                Arrays.stream((String[]) row.getArray("reason_codes").getArray())
                        .map(ReasonCode::valueOf)
                        .toList(),
                row.getString("unit"),
                Stream.valueOf(row.getString("stream")));
    }
}
