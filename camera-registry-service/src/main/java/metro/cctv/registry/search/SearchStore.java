package metro.cctv.registry.search;

import java.util.List;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.registry.search.SearchRule.Wanted;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The search table. Each kind of hit is looked for by its own index and cut short; then the best come first. */
@Repository
class SearchStore {
    /** Of one kind; a word that thousands of cameras have in common finds some of them. */
    private static final int HITS = 300;

    private static final String BY_CODE = """
            (select code, 0 as rank, 'CODE' as match from camera_search
             where code_folded ~>=~ ? and code_folded ~<~ ? order by code_folded using ~<~ limit %1$d)""".formatted(HITS);
    private static final String BY_NAME = """
            (select code, case when folded like ?::text || '%%' then 1 else 2 end, 'NAME' from camera_search
             where pairs @> ?::text[] and folded like '%%' || ?::text || '%%' limit %1$d)""".formatted(HITS);
    private static final String BY_LETTER = """
            (select code, 1, 'NAME' from camera_search where pairs @> array['^' || ?::text] limit %1$d)
            union all
            (select code, 2, 'NAME' from camera_search where folded like '%%' || ?::text || '%%' limit %1$d)""".formatted(HITS);
    private static final String BY_WORDS = """
            (select code, 3, 'NAME' from camera_search
             where pairs @> ?::text[]
               and not exists (select 1 from unnest(?::text[]) word where position(word in folded) = 0) limit %1$d)""".formatted(HITS);
    private static final String BY_DISTRICT = """
            (select c.code, 4, 'PLACE' from camera c join camera_search s using (code)
             where c.district_code = any(?::text[])
               and not exists (select 1 from unnest(?::text[]) word where position(word in s.folded) = 0) limit %1$d)""".formatted(HITS);
    private static final String BY_INITIALS = """
            (select code, case when initials like ?::text || '%%' then 1 else 2 end, 'INITIALS' from camera_search
             where pairs @> ?::text[] and folded ~ ?::text limit %1$d)""".formatted(HITS);
    private static final String BY_INITIAL = """
            (select code, 1, 'INITIALS' from camera_search where pairs @> array['^' || ?::text] limit %1$d)
            union all
            (select code, 2, 'INITIALS' from camera_search where initials like '%%' || ?::text || '%%' limit %1$d)""".formatted(HITS);

    private static final String BEST = """
            with hit as (%s),
            best as (
              select h.code, min(h.rank) as rank, (array_agg(h.match order by h.rank))[1] as match from hit h group by h.code)
            select c.code, c.name, c.district_code, st_x(c.position::geometry) as lon, st_y(c.position::geometry) as lat, c.state,
                   b.match
            from best b join camera c on c.code = b.code
            where c.state <> 'RETIRED' order by b.rank, length(c.name), c.code limit ?""";

    private static final String ORDINARY = BEST.formatted(BY_CODE + " union all " + BY_NAME);
    private static final String MANY_WORDS =
            BEST.formatted(BY_CODE + " union all " + BY_NAME + " union all " + BY_WORDS);
    private static final String WITH_DISTRICT =
            BEST.formatted(BY_CODE + " union all " + BY_NAME + " union all " + BY_DISTRICT);
    private static final String LETTER = BEST.formatted(BY_CODE + " union all " + BY_LETTER);
    private static final String INITIALS = BEST.formatted(BY_CODE + " union all " + BY_INITIALS);
    private static final String INITIAL = BEST.formatted(BY_CODE + " union all " + BY_INITIAL);

    private final JdbcTemplate jdbc;

    SearchStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<Hit> find(Wanted wanted, int limit) {
        String key = wanted.key();
        String end = wanted.whole() + "\uffff";
        if (wanted.initials())
            return key.length() == 1
                    ? query(INITIAL, wanted.whole(), end, key, key, limit)
                    : query(
                            INITIALS,
                            wanted.whole(),
                            end,
                            key,
                            SearchRule.pairs(List.of(key)),
                            wanted.pattern(),
                            limit);
        if (key.length() == 1) return query(LETTER, key, end, key, key, limit);
        String[] pairs = SearchRule.pairs(List.of(key));
        if (wanted.words().size() == 1) return query(ORDINARY, key, end, key, pairs, key, limit);
        String[] words = wanted.words().toArray(String[]::new);
        return query(MANY_WORDS, key, end, key, pairs, key, SearchRule.pairs(wanted.words()), words, limit);
    }

    /** @param rest what is left to be found in the name; none: every camera there */
    List<Hit> findIn(List<String> districts, List<String> rest, Wanted wanted, int limit) {
        String key = wanted.whole();
        return query(
                WITH_DISTRICT,
                key,
                key + "\uffff",
                key,
                SearchRule.pairs(List.of(key)),
                key,
                districts.toArray(String[]::new),
                rest.toArray(String[]::new),
                limit);
    }

    private List<Hit> query(String sql, Object... values) {
        return jdbc.query(
                sql,
                (row, n) -> new Hit(
                        row.getString("code"),
                        row.getString("name"),
                        row.getString("district_code"),
                        row.getDouble("lon"),
                        row.getDouble("lat"),
                        CameraState.valueOf(row.getString("state")),
                        Match.valueOf(row.getString("match"))),
                values);
    }

    enum Match {
        CODE,
        NAME,
        /** The district that it stands in was named. */
        PLACE,
        /** First consonants (초성). */
        INITIALS
    }

    record Hit(
            String cameraId,
            String name,
            String districtCode,
            double lon,
            double lat,
            CameraState state,
            Match match) {}
}
