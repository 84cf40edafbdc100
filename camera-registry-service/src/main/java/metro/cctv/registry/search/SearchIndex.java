package metro.cctv.registry.search;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import metro.cctv.registry.camera.Camera;
import metro.cctv.registry.camera.CamerasChanged;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps the search table in the transaction that changes a name, a thousand cameras a statement. */
@Component
class SearchIndex {
    private final JdbcTemplate jdbc;

    SearchIndex(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void on(CamerasChanged changed) {
        List<Camera> named = changed.changes().stream()
                .filter(c -> c.before() == null
                        || !c.before().name().equals(c.after().name()))
                .map(CamerasChanged.Change::after)
                .toList();
        if (!named.isEmpty()) write(named);
    }

    /** For rows that were written past the service: a restored backup, a generated city. */
    @EventListener(ApplicationReadyEvent.class)
    void addMissing() {
        jdbc.update("""
                insert into camera_search (code, code_folded, folded, initials, pairs)
                select code, search_fold(code), folded, initials, search_pairs(folded, initials)
                from (select code, folded, search_initials(folded) as initials from (
                  select c.code, search_fold(c.name) as folded from camera c
                  where not exists (select 1 from camera_search s where s.code = c.code)) f) i
                on conflict do nothing""");
    }

    private void write(Collection<Camera> cameras) {
        jdbc.update(
                """
                insert into camera_search (code, code_folded, folded, initials, pairs)
                select code, code_folded, folded, initials, string_to_array(pairs, ' ')
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                  as c(code, code_folded, folded, initials, pairs)
                on conflict (code) do update set
                  folded = excluded.folded, initials = excluded.initials, pairs = excluded.pairs""",
                texts(cameras, Camera::cameraId),
                texts(cameras, c -> SearchRule.fold(c.cameraId())),
                texts(cameras, c -> SearchRule.fold(c.name())),
                texts(cameras, c -> SearchRule.initialsOf(SearchRule.fold(c.name()))),
                texts(cameras, c -> pairs(SearchRule.fold(c.name()))));
    }

    private static String pairs(String folded) {
        return String.join(" ", SearchRule.pairs(List.of("^" + folded, "^" + SearchRule.initialsOf(folded))));
    }

    private static String[] texts(Collection<Camera> cameras, Function<Camera, String> column) {
        return cameras.stream().map(column).toArray(String[]::new);
    }
}
