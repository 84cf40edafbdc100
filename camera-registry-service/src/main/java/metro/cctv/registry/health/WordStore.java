package metro.cctv.registry.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import metro.cctv.contracts.health.StreamHealthChanged;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The latest word on every stream. */
@Repository
class WordStore {
    private final JdbcClient jdbc;

    WordStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A camera of the registry with what was said of it. */
    record Spoken(
            String cameraId,
            String districtCode,
            boolean inService,
            @Nullable StreamWord main,
            @Nullable StreamWord sub) {
        Spoken with(Stream stream, StreamWord word) {
            return stream == Stream.MAIN
                    ? new Spoken(cameraId, districtCode, inService, word, sub)
                    : new Spoken(cameraId, districtCode, inService, main, word);
        }

        @Nullable
        StreamWord of(Stream stream) {
            return stream == Stream.MAIN ? main : sub;
        }
    }

    /** The registry's cameras among these; for others nobody asked. */
    Map<String, Spoken> of(Collection<String> cameraIds) {
        Map<String, Spoken> spoken = new HashMap<>();
        jdbc.sql("""
                        select c.code, c.district_code, c.state = 'ACTIVE' as in_service, s.stream, s.state, s.cause,
                          s.detail, s.since, s.at, s.changes, s.gaps
                        from camera c left join stream_health s on s.camera_code = c.code
                        where c.code = any(?)
                        """).param(cameraIds.toArray(String[]::new)).query(row -> {
            String code = row.getString("code");
            Spoken known = spoken.get(code);
            if (known == null)
                known = new Spoken(code, row.getString("district_code"), row.getBoolean("in_service"), null, null);
            String stream = row.getString("stream");
            if (stream != null)
                known = known.with(
                        Stream.valueOf(stream),
                        new StreamWord(
                                StreamHealthChanged.State.valueOf(row.getString("state")),
                                row.getString("cause"),
                                row.getString("detail"),
                                SqlHealth.instant(row, "since"),
                                SqlHealth.instant(row, "at"),
                                SqlHealth.instants(row, "changes"),
                                SqlHealth.instants(row, "gaps")));
            spoken.put(code, known);
        });
        return spoken;
    }

    /** A word that another instance wrote meanwhile and that is newer stays. */
    void store(Collection<Spoken> spoken) {
        List<Row> rows = new ArrayList<>();
        for (Spoken camera : spoken)
            for (Stream stream : Stream.values())
                Optional.ofNullable(camera.of(stream))
                        .ifPresent(word -> rows.add(new Row(camera.cameraId(), stream, word)));
        if (rows.isEmpty()) return;
        jdbc.sql("""
                        insert into stream_health as s
                          (camera_code, stream, state, cause, detail, since, at, changes, gaps)
                        select code, stream, state, cause, detail, since::timestamptz, at::timestamptz,
                          changes::timestamptz[], gaps::timestamptz[]
                        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                            ?::text[], ?::text[])
                          as r (code, stream, state, cause, detail, since, at, changes, gaps)
                        order by code, stream
                        on conflict (camera_code, stream) do update set state = excluded.state, cause = excluded.cause,
                          detail = excluded.detail, since = excluded.since, at = excluded.at,
                          changes = excluded.changes, gaps = excluded.gaps
                        where excluded.at >= s.at
                        """)
                .params(
                        SqlHealth.texts(rows, Row::cameraId),
                        SqlHealth.texts(rows, Row::stream),
                        SqlHealth.texts(rows, r -> r.word().state()),
                        SqlHealth.texts(rows, r -> r.word().cause()),
                        SqlHealth.texts(rows, r -> r.word().detail()),
                        SqlHealth.texts(rows, r -> r.word().since()),
                        SqlHealth.texts(rows, r -> r.word().at()),
                        SqlHealth.texts(rows, r -> SqlHealth.literal(r.word().changes())),
                        SqlHealth.texts(rows, r -> SqlHealth.literal(r.word().gaps())))
                .update();
    }

    /** Cameras whose main stream nobody spoke of since, though they are not known to be silent; one pass over all words. */
    List<Silent> silentSince(Instant limit, int most) {
        return jdbc.sql("""
                        select s.camera_code, h.district_code, s.at, greatest(d.back_at, v.since) as counted_from
                        from stream_health s
                          join camera_health h on h.camera_code = s.camera_code
                          join camera c on c.code = s.camera_code and c.state = 'ACTIVE'
                          join district_link d on d.district_code = c.district_code
                          left join camera_service v on v.camera_code = s.camera_code and v.active
                        where s.stream = 'MAIN' and s.at < ? and not d.stale and h.cause <> 'SILENT'
                        order by s.camera_code limit ?
                        """)
                .params(SqlHealth.utc(limit), most)
                .query((row, n) -> new Silent(
                        row.getString("camera_code"),
                        row.getString("district_code"),
                        SqlHealth.instant(row, "at"),
                        SqlHealth.instant(row, "counted_from")))
                .list();
    }

    /** @param countedFrom the district's return or the start of the camera's service, whichever came later */
    record Silent(String cameraId, String districtCode, Instant heardAt, Instant countedFrom) {}

    private record Row(String cameraId, Stream stream, StreamWord word) {}
}
