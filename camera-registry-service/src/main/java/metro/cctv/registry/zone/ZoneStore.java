package metro.cctv.registry.zone;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.registry.zone.Proposal.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Versions and proposals; what counts now stands in the camera's own row. */
@Repository
class ZoneStore {
    private static final TypeReference<List<Zone>> ZONES = new TypeReference<>() {};
    private static final String VERSION =
            "version, at, who, proposed_by, proposal, reason, jsonb_array_length(zones) as count";
    private static final String PROPOSAL = """
            number, zones, based_on, proposed_by, proposed_at, expires_at, reason, state, decided_by, decided_at,
            decision_reason""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ZoneStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void addVersion(String cameraId, long version, List<Zone> zones, Instant at, String who, @Nullable String reason) {
        jdbc.sql(
                        "insert into zone_version (camera_code, version, zones, at, who, reason) values (?, ?, ?::jsonb, ?, ?, ?)")
                .param(1, cameraId)
                .param(2, version)
                .param(3, json.writeValueAsString(zones))
                .param(4, at.atOffset(ZoneOffset.UTC))
                .param(5, who)
                .param(6, reason, Types.VARCHAR)
                .update();
    }

    /** Nothing where the approved zones counted already. */
    void nameProposal(String cameraId, long version, Proposal proposal) {
        jdbc.sql("""
                        update zone_version set proposed_by = ?, proposal = ?, reason = coalesce(?, reason)
                        where camera_code = ? and version = ? and version > ?
                        """)
                .param(1, proposal.proposedBy())
                .param(2, proposal.number())
                .param(3, proposal.reason(), Types.VARCHAR)
                .param(4, cameraId)
                .param(5, version)
                .param(6, proposal.basedOn())
                .update();
    }

    /** @return 0: there never were any */
    long lastVersion(String cameraId) {
        return jdbc.sql("select coalesce(max(version), 0) from zone_version where camera_code = ?")
                .param(cameraId)
                .query(Long.class)
                .single();
    }

    /** Newest first, without the zones themselves. */
    List<ZoneVersion> versions(String cameraId, long before, int limit) {
        return jdbc.sql("select " + VERSION + """
                         from zone_version where camera_code = ? and version < ?
                        order by version desc limit ?
                        """)
                .params(cameraId, before, limit)
                .query((row, n) -> version(row, null))
                .list();
    }

    Optional<ZoneVersion> version(String cameraId, long version) {
        return jdbc.sql("select " + VERSION + ", zones from zone_version where camera_code = ? and version = ?")
                .params(cameraId, version)
                .query((row, n) -> version(row, json.readValue(row.getString("zones"), ZONES)))
                .optional();
    }

    int countOpen(String cameraId, Instant now) {
        return jdbc.sql("""
                        select count(*) from zone_proposal where camera_code = ? and state = 'OPEN' and expires_at > ?
                        """)
                .params(cameraId, now.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** With the camera's row held, so that numbers follow each other. */
    int addProposal(String cameraId, Proposal p) {
        return jdbc.sql("""
                        insert into zone_proposal (camera_code, number, zones, based_on, proposed_by, proposed_at, expires_at,
                          reason, state)
                        select :code, coalesce(max(number), 0) + 1, :zones::jsonb, :basedOn, :by, :at, :expires, :reason, 'OPEN'
                        from zone_proposal where camera_code = :code
                        returning number
                        """)
                .param("code", cameraId)
                .param("zones", json.writeValueAsString(p.zones()))
                .param("basedOn", p.basedOn())
                .param("by", p.proposedBy())
                .param("at", p.proposedAt().atOffset(ZoneOffset.UTC))
                .param("expires", p.expiresAt().atOffset(ZoneOffset.UTC))
                .param("reason", p.reason(), Types.VARCHAR)
                .query(Integer.class)
                .single();
    }

    /** Newest first. One whose time is over is EXPIRED, whether somebody noticed or not. */
    List<Proposal> proposals(String cameraId, int limit, Instant now) {
        return jdbc.sql("select " + PROPOSAL + " from zone_proposal where camera_code = ? order by number desc limit ?")
                .params(cameraId, limit)
                .query((row, n) -> proposal(row, now))
                .list();
    }

    /** Holds the row until the transaction ends: two persons cannot decide at once. */
    Optional<Proposal> proposalForDecision(String cameraId, int number, Instant now) {
        return jdbc.sql("select " + PROPOSAL + " from zone_proposal where camera_code = ? and number = ? for update")
                .params(cameraId, number)
                .query((row, n) -> proposal(row, now))
                .optional();
    }

    void decide(String cameraId, int number, State state, String by, Instant at, @Nullable String reason) {
        jdbc.sql("""
                        update zone_proposal set state = ?, decided_by = ?, decided_at = ?, decision_reason = ?
                        where camera_code = ? and number = ?
                        """)
                .param(1, state.name())
                .param(2, by)
                .param(3, at.atOffset(ZoneOffset.UTC))
                .param(4, reason, Types.VARCHAR)
                .param(5, cameraId)
                .param(6, number)
                .update();
    }

    private Proposal proposal(ResultSet row, Instant now) throws SQLException {
        Instant expires = row.getObject("expires_at", OffsetDateTime.class).toInstant();
        State state = State.valueOf(row.getString("state"));
        OffsetDateTime decided = row.getObject("decided_at", OffsetDateTime.class);
        return new Proposal(
                row.getInt("number"),
                json.readValue(row.getString("zones"), ZONES),
                row.getLong("based_on"),
                row.getString("proposed_by"),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                expires,
                row.getString("reason"),
                state == State.OPEN && !now.isBefore(expires) ? State.EXPIRED : state,
                row.getString("decided_by"),
                decided == null ? null : decided.toInstant(),
                row.getString("decision_reason"));
    }

    private static ZoneVersion version(ResultSet row, @Nullable List<Zone> zones) throws SQLException {
        return new ZoneVersion(
                row.getLong("version"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("who"),
                row.getString("proposed_by"),
                (Integer) row.getObject("proposal"),
                row.getString("reason"),
                row.getInt("count"),
                zones);
    }
}
