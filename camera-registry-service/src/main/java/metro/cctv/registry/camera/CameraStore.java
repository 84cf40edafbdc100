package metro.cctv.registry.camera;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The camera table. Plain SQL: places, tiles and JSON columns are what this service is about. */
@Repository
class CameraStore {
    private static final String SELECT = "select " + CameraRows.COLUMNS + " from camera c ";
    private static final String INSERT = "insert into camera (" + CameraRows.WRITTEN + ") values (" + CameraRows.VALUES
            + ") on conflict (code) do nothing";
    private static final String UPDATE =
            "update camera set (" + CameraRows.WRITTEN + ") = (" + CameraRows.VALUES + ") where code = :code";
    private static final ManyRows MANY = new ManyRows(CameraRows.VALUES);
    private static final String INSERT_ALL = "insert into camera (" + CameraRows.WRITTEN + ") select "
            + ManyRows.overRows(CameraRows.VALUES) + " from " + MANY.from() + " on conflict (code) do nothing";
    private static final String UPDATE_ALL = "update camera c set (" + CameraRows.WRITTEN + ") = ("
            + ManyRows.overRows(CameraRows.VALUES) + ") from " + MANY.from() + " where c.code = p.code";

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate named;
    private final CameraRows rows;

    CameraStore(JdbcClient jdbc, NamedParameterJdbcTemplate named, CameraRows rows) {
        this.jdbc = jdbc;
        this.named = named;
        this.rows = rows;
    }

    Optional<Camera> find(String cameraId) {
        return jdbc.sql(SELECT + "where code = ?").param(cameraId).query(rows).optional();
    }

    /** Holds the row until the transaction ends, so that two changes come one after the other. */
    Optional<Camera> findForChange(String cameraId) {
        return jdbc.sql(SELECT + "where code = ? for update")
                .param(cameraId)
                .query(rows)
                .optional();
    }

    List<Camera> findAll(Collection<String> cameraIds) {
        return jdbc.sql(SELECT + "where code = any(?)")
                .param(cameraIds.toArray(String[]::new))
                .query(rows)
                .list();
    }

    /** In order of code, so that two bulks never wait for each other in a circle. */
    List<Camera> findAllForChange(Collection<String> cameraIds) {
        return jdbc.sql(SELECT + "where code = any(?) order by code for update")
                .param(cameraIds.toArray(String[]::new))
                .query(rows)
                .list();
    }

    /** All but the retired, in order of code. */
    List<Camera> page(@Nullable Collection<String> districts, String afterCode, int limit) {
        return jdbc.sql(SELECT + """
                        where (:all or c.district_code = any(:districts)) and c.code > :after and c.state <> 'RETIRED'
                        order by c.code limit :limit
                        """)
                .param("all", districts == null)
                .param("districts", districts == null ? new String[0] : districts.toArray(String[]::new))
                .param("after", afterCode)
                .param("limit", limit)
                .query(rows)
                .list();
    }

    /** In order of code. */
    List<Camera> list(CameraFilter filter, @Nullable String afterCode, int limit) {
        return jdbc.sql(SELECT + """
                        where (:district::text is null or district_code = :district)
                          and case when :state::text is null then state <> 'RETIRED' else state = :state end
                          and (:purpose::text is null or purpose = :purpose)
                          and (:agency::text is null or managing_agency = :agency or owner_agency = :agency)
                          and (:mobility::text is null or mobility = :mobility)
                          and (:health::text is null
                            or :health <> 'UNKNOWN' and code in (select camera_code from camera_health where state = :health)
                            or :health = 'UNKNOWN' and not exists (
                              select from camera_health h where h.camera_code = c.code and h.state <> 'UNKNOWN'))
                          and (:pattern::text is null or name ilike :pattern or code ilike :pattern
                            or code in (select s.code from camera_search s where s.initials like :initials))
                          and (:after::text is null or code > :after)
                        order by code limit :limit
                        """)
                .param("district", filter.district())
                .param("state", nameOf(filter.state()))
                .param("purpose", nameOf(filter.purpose()))
                .param("agency", filter.agency())
                .param("mobility", nameOf(filter.mobility()))
                .param("health", nameOf(filter.health()))
                .param("pattern", filter.pattern())
                .param("initials", filter.initials())
                .param("after", afterCode)
                .param("limit", limit)
                .query(rows)
                .list();
    }

    /** @return false when the code is taken */
    boolean insert(Camera camera) {
        return named.update(INSERT, rows.params(camera)) == 1;
    }

    void update(Camera camera) {
        named.update(UPDATE, rows.params(camera));
    }

    /** @throws OptimisticLockingFailureException when somebody else took one of the codes meanwhile */
    void insertAll(List<Camera> cameras) {
        if (MANY.write(jdbcOperations(), INSERT_ALL, params(cameras)) < cameras.size())
            throw new OptimisticLockingFailureException("a camera code was taken meanwhile");
    }

    void updateAll(List<Camera> cameras) {
        MANY.write(jdbcOperations(), UPDATE_ALL, params(cameras));
    }

    private JdbcOperations jdbcOperations() {
        return named.getJdbcOperations();
    }

    private List<MapSqlParameterSource> params(List<Camera> cameras) {
        return cameras.stream().map(rows::params).toList();
    }

    private static @Nullable String nameOf(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
