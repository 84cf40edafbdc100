package metro.cctv.registry.ptz;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import metro.cctv.contracts.incident.GrantChanged;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which open cases cover which camera, as agency-link tells it. */
@Repository
class CaseGrants {
    /** The agency of the control centre's own incidents; its people have none in their token. */
    private static final String CENTRE = "CENTRE";

    private final JdbcClient jdbc;

    CaseGrants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Numbers of the agency's cases that cover the camera at this moment, newest first. */
    List<String> openCases(@Nullable String agency, String cameraId, Instant now) {
        return jdbc.sql("""
                        select case_no from ptz_grant
                        where camera_code = ? and agency = ? and active and valid_from <= ? and expires_at > ?
                        group by case_no order by max(at) desc
                        """)
                .params(cameraId, Objects.requireNonNullElse(agency, CENTRE), utc(now), utc(now))
                .query((row, n) -> row.getString("case_no"))
                .list();
    }

    /** The newest word counts, in whatever order and however often it comes; a revoked grant never lives again. */
    void note(GrantChanged grant) {
        jdbc.sql("""
                        insert into ptz_grant values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update
                        set expires_at = excluded.expires_at, active = ptz_grant.active and excluded.active, at = excluded.at
                        where excluded.at >= ptz_grant.at
                        """)
                .params(
                        grant.grantId(),
                        grant.caseNo(),
                        grant.agency(),
                        grant.cameraId(),
                        utc(grant.validFrom()),
                        utc(grant.expiresAt()),
                        grant.state() == GrantChanged.State.ACTIVE,
                        utc(grant.at()))
                .update();
    }

    /** A grant that comes again after this is over by its own date. */
    int forgetEndedBefore(Instant then) {
        return jdbc.sql("delete from ptz_grant where expires_at < ?")
                .param(utc(then))
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
