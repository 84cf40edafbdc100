package metro.cctv.registry.posture;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import metro.cctv.registry.camera.SecurityFacts;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Each camera's last assessment. Retired cameras have none. */
@Repository
class PostureStore {
    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};

    private static final String SELECT = """
            select c.code, c.district_code, c.state, c.main_url, c.sub_url, c.onvif_address, c.security,
              c.credentials is not null as log_in_unread, s.changed_at
            from camera c left join certificate_seen s on s.camera_code = c.code
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PostureStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * A camera to assess.
     *
     * @param device {@link SecurityFacts} as JSON, see {@link #device}
     */
    record Candidate(
            String cameraId,
            String districtCode,
            boolean retired,
            List<String> addresses,
            String device,
            boolean isLogInUnread,
            @Nullable Instant certificateChangedAt) {}

    record Assessed(String cameraId, String districtCode, int score, List<Finding> findings) {}

    List<Candidate> after(@Nullable String code, int limit) {
        return jdbc.sql(SELECT + " where c.code > ? order by c.code limit ?")
                .params(code == null ? "" : code, limit)
                .query((row, n) -> candidate(row))
                .list();
    }

    List<Candidate> of(Collection<String> codes) {
        return jdbc.sql(SELECT + " where c.code = any(?) order by c.code")
                .param(codes.toArray(String[]::new))
                .query((row, n) -> candidate(row))
                .list();
    }

    /** Takes them from the list; two instances never take the same. */
    List<String> takeDue(int limit) {
        return jdbc.sql("""
                        delete from posture_due where camera_code in (
                          select camera_code from posture_due order by camera_code limit ? for update skip locked)
                        returning camera_code
                        """).param(limit).query((row, n) -> row.getString(1)).list();
    }

    void due(Collection<String> codes) {
        jdbc.sql("insert into posture_due (camera_code) select unnest(?::text[]) order by 1 on conflict do nothing")
                .param(codes.toArray(String[]::new))
                .update();
    }

    void store(List<Assessed> assessed, Collection<String> gone, Instant now) {
        if (!gone.isEmpty())
            jdbc.sql("delete from posture where camera_code = any(?)")
                    .param(gone.toArray(String[]::new))
                    .update();
        if (assessed.isEmpty()) return;
        jdbc.sql("""
                        insert into posture as p (camera_code, district_code, score, findings, assessed_at)
                        select code, district, score::int, findings::jsonb, ?
                        from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as r (code, district, score, findings)
                        order by code
                        on conflict (camera_code) do update set district_code = excluded.district_code,
                          score = excluded.score, findings = excluded.findings, assessed_at = excluded.assessed_at
                        where (p.district_code, p.score, p.findings)
                          is distinct from (excluded.district_code, excluded.score, excluded.findings)
                        """)
                .params(
                        utc(now),
                        texts(assessed.stream().map(Assessed::cameraId)),
                        texts(assessed.stream().map(Assessed::districtCode)),
                        texts(assessed.stream().map(a -> String.valueOf(a.score()))),
                        texts(assessed.stream().map(a -> json.writeValueAsString(a.findings()))))
                .update();
    }

    List<PostureView> list(PostureFilter filter, @Nullable PostureCursor after, int limit) {
        String where = filter.where() + (after == null ? "" : " and (p.score, p.camera_code) > (:score, :code)");
        Map<String, Object> params = new HashMap<>(filter.params());
        if (after != null) {
            params.put("score", after.score());
            params.put("code", after.cameraId());
        }
        params.put("limit", limit);
        return jdbc.sql("""
                        select p.camera_code, c.name, p.district_code, p.score, p.findings, p.assessed_at
                        from posture p join camera c on c.code = p.camera_code
                        where %s order by p.score, p.camera_code limit :limit
                        """.formatted(where))
                .params(params)
                .query((row, n) -> new PostureView(
                        row.getString("camera_code"),
                        row.getString("name"),
                        row.getString("district_code"),
                        row.getInt("score"),
                        json.readValue(row.getString("findings"), FINDINGS),
                        row.getObject("assessed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    PostureView.Summary summary(PostureFilter filter) {
        Map<String, Long> byCode = new TreeMap<>();
        jdbc.sql("""
                        select f ->> 'code' as code, count(*) as cameras
                        from posture p cross join lateral jsonb_array_elements(p.findings) f where %s group by 1
                        """.formatted(filter.where())).params(filter.params()).query(row -> {
            byCode.put(row.getString("code"), row.getLong("cameras"));
        });
        return jdbc.sql("select count(*) as cameras, avg(p.score) as mean from posture p where " + filter.where())
                .params(filter.params())
                .query((row, n) -> new PostureView.Summary(
                        row.getLong("cameras"), Math.round(10 * row.getDouble("mean")) / 10.0, byCode))
                .single();
    }

    /** What its entry says; for a camera that never showed one, so that another one is a change. */
    void knewCertificate(String cameraId, String sha256, Instant at) {
        jdbc.sql("insert into certificate_seen (camera_code, sha256, seen_at) values (?, ?, ?) on conflict do nothing")
                .params(cameraId, sha256, utc(at))
                .update();
    }

    /** The first sight is no change. */
    void sawCertificate(String cameraId, String sha256, Instant at) {
        jdbc.sql("""
                        insert into certificate_seen as s (camera_code, sha256, seen_at) values (?, ?, ?)
                        on conflict (camera_code) do update set sha256 = excluded.sha256, seen_at = excluded.seen_at,
                          changed_at = case when s.sha256 = excluded.sha256 then s.changed_at else excluded.seen_at end
                        where s.seen_at <= excluded.seen_at
                        """).params(cameraId, sha256, utc(at)).update();
    }

    /** Apart from the rows' reading: one that cannot be read is one camera's trouble. */
    SecurityFacts device(Candidate camera) {
        return json.readValue(camera.device(), SecurityFacts.class);
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        OffsetDateTime changedAt = row.getObject("changed_at", OffsetDateTime.class);
        return new Candidate(
                row.getString("code"),
                row.getString("district_code"),
                row.getString("state").equals("RETIRED"),
                Stream.of(row.getString("main_url"), row.getString("sub_url"), row.getString("onvif_address"))
                        .filter(java.util.Objects::nonNull)
                        .toList(),
                row.getString("security"),
                row.getBoolean("log_in_unread"),
                changedAt == null ? null : changedAt.toInstant());
    }

    private static String[] texts(Stream<String> values) {
        return values.toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
