package metro.cctv.link.priority;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.access.VideoAccessRule;
import metro.cctv.link.priority.PriorityRule.Reason;
import metro.cctv.link.priority.WallRule.Change;
import metro.cctv.link.priority.WallRule.Coverage;
import metro.cctv.link.priority.WallRule.Tile;
import metro.cctv.link.priority.WallRule.Wall;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Walls that are open, and what the last plan made of them. */
@Repository
class WallStore {
    private final JdbcClient jdbc;

    WallStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A tile as the plan left it, with what it was up for. */
    record KeptTile(Tile tile, double points, List<Reason> reasons) {}

    record KeptWall(UUID wallId, Wall wall, List<KeptTile> showing, Instant openedAt) {}

    /** Only one instance plans at a time; it is free again when the transaction ends. */
    boolean lock() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtext('link.priority'))")
                .query(Boolean.class)
                .single();
    }

    /** Opened, or heard of again. */
    void hear(Caller caller, int tiles, List<String> pinned, Instant now) {
        jdbc.sql("""
                insert into priority_wall (wall_id, who, districts, tiles, pinned, opened_at, alive_at)
                values (:id, :who, :districts, :tiles, :pinned, :now, :now)
                on conflict (who) do update set districts = excluded.districts, tiles = excluded.tiles,
                  pinned = excluded.pinned, alive_at = excluded.alive_at
                """)
                .param("id", UUID.randomUUID())
                .param("who", caller.subject())
                .param("districts", new TreeSet<>(caller.districts()).toArray(String[]::new))
                .param("tiles", tiles)
                .param("pinned", pinned.toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .update();
    }

    boolean end(String who) {
        return jdbc.sql("delete from priority_wall where who = ?").param(who).update() == 1;
    }

    void endSilent(Instant since) {
        jdbc.sql("delete from priority_wall where alive_at < ?")
                .param(Timestamp.from(since))
                .update();
    }

    /** Locked in one order, so that a screen that speaks up meanwhile waits for the plan. */
    List<KeptWall> allForUpdate() {
        return jdbc.sql("select * from priority_wall order by who for update")
                .query(WallStore::wall)
                .list();
    }

    Optional<KeptWall> find(UUID wallId) {
        return jdbc.sql("select * from priority_wall where wall_id = ?")
                .param(wallId)
                .query(WallStore::wall)
                .optional();
    }

    Optional<KeptWall> of(String who) {
        return jdbc.sql("select * from priority_wall where who = ?")
                .param(who)
                .query(WallStore::wall)
                .optional();
    }

    void show(UUID wallId, List<KeptTile> showing, List<Change> changes) {
        jdbc.sql("""
                update priority_wall set showing = cast(? as jsonb), changes = cast(? as jsonb) where wall_id = ?
                """)
                .param(EventJson.MAPPER.writeValueAsString(showing))
                .param(EventJson.MAPPER.writeValueAsString(changes))
                .param(wallId)
                .update();
    }

    /** Dashboards on every instance hear of it when the transaction commits. */
    void tellDashboards(UUID wallId) {
        jdbc.sql("select pg_notify('link_change', ?)")
                .param("wall:" + wallId)
                .query((row, n) -> n)
                .list();
    }

    /** In place of what the last plan said. */
    void cover(List<Coverage> coverage, Instant now) {
        jdbc.sql("delete from priority_coverage").update();
        for (Coverage one : coverage)
            jdbc.sql("""
                    insert into priority_coverage
                      (district_code, cameras, overdue, tiles_needed, tiles_able, possible_every_s, at)
                    values (?, ?, ?, ?, ?, ?, ?)
                    """)
                    .param(one.districtCode())
                    .param(one.cameras())
                    .param(one.overdue())
                    .param(one.tilesNeeded())
                    .param(one.tilesAble())
                    .param(
                            one.possibleEvery() == null
                                    ? null
                                    : one.possibleEvery().toSeconds())
                    .param(Timestamp.from(now))
                    .update();
    }

    /** What was planned lately for some districts. */
    List<Coverage> coverage(Set<String> districts, Instant since) {
        return jdbc.sql("""
                select * from priority_coverage
                where at >= :since and (:everywhere or district_code = any(:districts)) order by district_code
                """)
                .param("since", Timestamp.from(since))
                .param("everywhere", districts.contains(VideoAccessRule.ALL_DISTRICTS))
                .param("districts", districts.toArray(String[]::new))
                .query((row, n) -> new Coverage(
                        row.getString("district_code"),
                        row.getInt("cameras"),
                        row.getInt("overdue"),
                        row.getInt("tiles_needed"),
                        row.getInt("tiles_able"),
                        row.getObject("possible_every_s") == null
                                ? null
                                : Duration.ofSeconds(row.getLong("possible_every_s"))))
                .list();
    }

    /** Walls that look after one of these districts. */
    int watching(Collection<String> districts) {
        return jdbc.sql("""
                select count(*) from priority_wall
                where :everywhere or districts && cast(:districts as text[]) or '*' = any(districts)
                """)
                .param("everywhere", districts.contains(VideoAccessRule.ALL_DISTRICTS))
                .param("districts", districts.toArray(String[]::new))
                .query(Integer.class)
                .single();
    }

    private static KeptWall wall(ResultSet row, int n) throws SQLException {
        List<KeptTile> showing = List.of(EventJson.MAPPER.readValue(row.getString("showing"), KeptTile[].class));
        return new KeptWall(
                row.getObject("wall_id", UUID.class),
                new Wall(
                        row.getString("who"),
                        Set.copyOf(Arrays.asList(
                                (String[]) row.getArray("districts").getArray())),
                        row.getInt("tiles"),
                        Arrays.asList((String[]) row.getArray("pinned").getArray()),
                        showing.stream().map(KeptTile::tile).toList(),
                        List.of(EventJson.MAPPER.readValue(row.getString("changes"), Change[].class))),
                showing,
                row.getTimestamp("opened_at").toInstant());
    }
}
