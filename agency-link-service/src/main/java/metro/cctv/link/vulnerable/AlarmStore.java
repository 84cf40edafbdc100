package metro.cctv.link.vulnerable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.link.secret.SecretBox;
import metro.cctv.link.vulnerable.AlarmView.Purged;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Alarms. The picture is stored encrypted only; what is purged leaves its hash and nothing else. */
@Repository
class AlarmStore {
    private final JdbcClient jdbc;
    private final SecretBox secrets;

    AlarmStore(JdbcClient jdbc, SecretBox secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the sender's number is open already */
    void insert(Alarm alarm, byte @Nullable [] photo) {
        jdbc.sql("""
                insert into vulnerable_alarm (alarm_id, incident_id, source, alarm_no, relation, lon, lat, photo, has_photo,
                  raised_at, escalate_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .param(alarm.alarmId())
                .param(alarm.incidentId())
                .param(alarm.source())
                .param(alarm.alarmNo())
                .param(alarm.relation().name())
                .param(alarm.lon())
                .param(alarm.lat())
                .param(new SqlParameterValue(Types.BINARY, photo == null ? null : secrets.lock(photo)))
                .param(photo != null)
                .param(Timestamp.from(alarm.raisedAt()))
                .param(Timestamp.from(alarm.escalateAt()))
                .update();
    }

    Optional<Alarm> find(UUID alarmId) {
        return jdbc.sql("select * from vulnerable_alarm where alarm_id = ?")
                .param(alarmId)
                .query(AlarmStore::alarm)
                .optional();
    }

    /** The sender's open one with this number. */
    Optional<Alarm> findOpen(String source, String alarmNo) {
        return jdbc.sql("select * from vulnerable_alarm where source = ? and alarm_no = ? and purged_at is null")
                .params(source, alarmNo)
                .query(AlarmStore::alarm)
                .optional();
    }

    /** Newest first, only of the caller's districts. */
    List<Alarm> list(Caller caller, boolean onlyOpen, int limit) {
        return jdbc.sql("""
                select a.* from vulnerable_alarm a join incident i using (incident_id)
                where (not :onlyOpen or i.status = 'OPEN') and (:everywhere or i.district_code = any(:districts))
                order by a.raised_at desc, a.alarm_id limit :limit
                """)
                .param("onlyOpen", onlyOpen)
                .param("everywhere", caller.isOfWholeCity())
                .param("districts", caller.districts().toArray(String[]::new))
                .param("limit", limit)
                .query(AlarmStore::alarm)
                .list();
    }

    Optional<byte[]> photo(UUID alarmId) {
        return jdbc.sql("select photo from vulnerable_alarm where alarm_id = ? and photo is not null")
                .param(alarmId)
                .query((row, n) -> secrets.open(row.getBytes(1)))
                .optional();
    }

    /** @return false when somebody else has it */
    boolean take(UUID alarmId, String who, boolean lead, Instant at) {
        return jdbc.sql("""
                update vulnerable_alarm set taken_by = :who,
                  taken_at = case when taken_by = :who then taken_at else :at end
                where alarm_id = :id and purged_at is null and (taken_by is null or taken_by = :who or :lead)
                """)
                        .param("who", who)
                        .param("at", Timestamp.from(at))
                        .param("id", alarmId)
                        .param("lead", lead)
                        .update()
                == 1;
    }

    void move(UUID alarmId, double lon, double lat) {
        jdbc.sql("update vulnerable_alarm set lon = ?, lat = ? where alarm_id = ?")
                .params(lon, lat, alarmId)
                .update();
    }

    /** Those that nobody took in time. Nothing is locked: whoever acts on one locks its incident first. */
    List<Alarm> late(Instant now) {
        return jdbc.sql("""
                select a.* from vulnerable_alarm a join incident i using (incident_id)
                where a.taken_by is null and a.escalated_at is null and a.escalate_at <= ? and i.status = 'OPEN'
                  and a.purged_at is null
                order by a.escalate_at limit 200
                """).param(Timestamp.from(now)).query(AlarmStore::alarm).list();
    }

    /** @return false when somebody took it meanwhile, or another instance was first */
    boolean escalate(UUID alarmId, Instant now) {
        return jdbc.sql("""
                update vulnerable_alarm set escalated_at = ?
                where alarm_id = ? and taken_by is null and escalated_at is null
                """).params(Timestamp.from(now), alarmId).update() == 1;
    }

    /** Whose incident is over, by whichever door; as with {@link #late} nothing is locked. */
    List<Alarm> over() {
        return jdbc.sql("""
                select a.* from vulnerable_alarm a join incident i using (incident_id)
                where a.purged_at is null and i.status = 'CLOSED' order by a.raised_at limit 200
                """).query(AlarmStore::alarm).list();
    }

    /** Picture and place are gone; what is left says what they were and when they went. */
    void purge(Alarm alarm, Instant now) {
        photo(alarm.alarmId()).ifPresent(photo -> note(alarm.alarmId(), "PHOTO", sha256(photo), photo.length, now));
        byte[] place = (alarm.lon() + " " + alarm.lat()).getBytes(StandardCharsets.UTF_8);
        note(alarm.alarmId(), "PLACE", secrets.fingerprint(place), place.length, now);
        jdbc.sql("update vulnerable_alarm set photo = null, lon = null, lat = null, purged_at = ? where alarm_id = ?")
                .params(Timestamp.from(now), alarm.alarmId())
                .update();
    }

    Map<UUID, List<Purged>> purged(List<UUID> alarmIds) {
        Map<UUID, List<Purged>> purged = new HashMap<>();
        jdbc.sql("select * from vulnerable_purge where alarm_id = any(?) order by kind")
                .param(alarmIds.toArray(UUID[]::new))
                .query(row -> {
                    purged.computeIfAbsent(row.getObject("alarm_id", UUID.class), id -> new ArrayList<>())
                            .add(new Purged(
                                    row.getString("kind"),
                                    row.getString("sha256"),
                                    row.getInt("bytes"),
                                    row.getTimestamp("at").toInstant()));
                });
        return purged;
    }

    private void note(UUID alarmId, String kind, byte[] hash, int bytes, Instant now) {
        jdbc.sql("insert into vulnerable_purge (alarm_id, kind, sha256, bytes, at) values (?, ?, ?, ?, ?)")
                .params(alarmId, kind, HexFormat.of().formatHex(hash), bytes, Timestamp.from(now))
                .update();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Alarm alarm(ResultSet row, int n) throws SQLException {
        return new Alarm(
                row.getObject("alarm_id", UUID.class),
                row.getObject("incident_id", UUID.class),
                row.getString("source"),
                row.getString("alarm_no"),
                Alarm.Relation.valueOf(row.getString("relation")),
                row.getObject("lon", Double.class),
                row.getObject("lat", Double.class),
                row.getBoolean("has_photo"),
                row.getTimestamp("raised_at").toInstant(),
                row.getTimestamp("escalate_at").toInstant(),
                instant(row, "escalated_at"),
                row.getString("taken_by"),
                instant(row, "taken_at"),
                instant(row, "purged_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
