package metro.cctv.registry.ptz;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Vendors' permits. */
@Repository
class Permits {
    private final JdbcClient jdbc;

    Permits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param until exclusive */
    record Permit(
            UUID permitId,
            String cameraId,
            String account,
            String grantedBy,
            String reason,
            Instant from,
            Instant until) {}

    void add(Permit permit) {
        jdbc.sql("insert into ptz_permit values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        permit.permitId(),
                        permit.cameraId(),
                        permit.account(),
                        permit.grantedBy(),
                        permit.reason(),
                        utc(permit.from()),
                        utc(permit.until()))
                .update();
    }

    boolean covers(String account, String cameraId, Instant now) {
        return jdbc.sql("""
                        select exists (select from ptz_permit
                          where account = ? and camera_code = ? and valid_from <= ? and valid_until > ?)
                        """)
                .params(account, cameraId, utc(now), utc(now))
                .query(Boolean.class)
                .single();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
