package metro.cctv.retention.playback;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.incident.GrantChanged;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What registry and agency-link told us: where a camera belongs, and which cases cover it. */
@Repository
class CaseBook {
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    CaseBook(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    Optional<String> districtOf(String cameraId) {
        return jdbc.sql("select district_code from known_camera where camera_id = ?")
                .param(cameraId)
                .query(String.class)
                .optional();
    }

    /** @param purpose of the grant; null where it was told before purposes were kept */
    record OpenCase(String caseNo, @Nullable String purpose) {}

    /** The agency's cases that cover the camera at this moment, the newest first. */
    List<OpenCase> openCases(String agency, String cameraId) {
        OffsetDateTime now = utc(clock.instant());
        return jdbc.sql("""
                        select case_no, purpose from case_grant
                        where camera_id = ? and agency = ? and active and valid_from <= ? and expires_at > ? order by at desc
                        """)
                .params(cameraId, agency, now, now)
                .query((row, n) -> new OpenCase(row.getString("case_no"), row.getString("purpose")))
                .list();
    }

    /** Idempotent, and deaf to an older version that comes late. */
    void note(List<CameraConfigured> cameras) {
        batches.batchUpdate("""
                        insert into known_camera values (?, ?, ?) on conflict (camera_id) do update
                        set district_code = excluded.district_code, version = excluded.version
                        where excluded.version >= known_camera.version
                        """, cameras, 500, (row, camera) -> {
            row.setString(1, camera.cameraId());
            row.setString(2, camera.districtCode());
            row.setLong(3, camera.version());
        });
    }

    /** Idempotent. A revoked grant never comes back to life, in whatever order its events arrive. */
    void note(GrantChanged grant) {
        jdbc.sql("""
                        insert into case_grant (id, case_no, agency, camera_id, valid_from, expires_at, active, at, purpose)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update
                        set expires_at = excluded.expires_at, active = case_grant.active and excluded.active, at = excluded.at,
                            purpose = excluded.purpose
                        where excluded.at >= case_grant.at or not excluded.active
                        """)
                .params(
                        grant.grantId(),
                        grant.caseNo(),
                        grant.agency(),
                        grant.cameraId(),
                        utc(grant.validFrom()),
                        utc(grant.expiresAt()),
                        grant.state() == GrantChanged.State.ACTIVE,
                        utc(grant.at()),
                        grant.purpose())
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
