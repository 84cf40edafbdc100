package metro.cctv.registry.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import metro.cctv.registry.site.StandardImport.Row;
import org.jspecify.annotations.Nullable;

/** Finds what each row speaks of: a site by its number, else by its place and words, else a camera that stands alone. */
final class SiteMatcher {
    private static final Pattern CAMERA_ID = Pattern.compile("[A-Z0-9][A-Z0-9-]{2,31}");

    private final SiteStore store;

    SiteMatcher(SiteStore store) {
        this.store = store;
    }

    /**
     * @param siteId its id, also when it is new
     * @param site null: not known yet
     * @param cameras at the site, the retired ones too; or the one that stands alone
     * @param alone the row speaks of a single camera that somebody registered by hand
     */
    record Match(String siteId, @Nullable Site site, List<SiteCamera> cameras, boolean alone) {}

    /** In the order of the rows. */
    Map<Row, Match> match(List<Row> rows) {
        Map<Integer, List<SiteCamera>> there = there(rows);
        Set<String> ids = new LinkedHashSet<>();
        for (Row row : rows) if (row.siteId() != null) ids.add(row.siteId());
        there.values().stream()
                .flatMap(List::stream)
                .map(SiteCamera::siteId)
                .filter(Objects::nonNull)
                .forEach(ids::add);
        for (Row row : rows) if (row.siteId() == null) ids.add(placeId(row));
        Map<String, Site> sites = store.sites(ids);
        Map<String, List<SiteCamera>> cameras = store.camerasOf(ids);
        Map<String, SiteCamera> loose = loose(rows, sites);
        Map<Row, Match> matches = new LinkedHashMap<>();
        int unnumbered = 0;
        for (Row row : rows) {
            if (row.siteId() == null)
                matches.put(row, byPlace(row, there.getOrDefault(unnumbered++, List.of()), sites, cameras));
            else matches.put(row, byNumber(row, row.siteId(), sites, cameras, loose));
        }
        return matches;
    }

    private Map<Integer, List<SiteCamera>> there(List<Row> rows) {
        List<SiteFacts> places = rows.stream()
                .filter(row -> row.siteId() == null)
                .map(Row::facts)
                .toList();
        return places.isEmpty() ? Map.of() : store.at(places);
    }

    private Map<String, SiteCamera> loose(List<Row> rows, Map<String, Site> sites) {
        List<String> numbers = rows.stream()
                .filter(row -> row.siteId() != null && !sites.containsKey(row.siteId()))
                .map(row -> row.facts().portal().managementNo())
                .flatMap(Stream::ofNullable)
                .filter(number -> CAMERA_ID.matcher(number).matches())
                .toList();
        return numbers.isEmpty() ? Map.of() : store.loose(numbers);
    }

    private static Match byNumber(
            Row row,
            String siteId,
            Map<String, Site> sites,
            Map<String, List<SiteCamera>> cameras,
            Map<String, SiteCamera> loose) {
        Site site = sites.get(siteId);
        SiteCamera alone = loose.get(String.valueOf(row.facts().portal().managementNo()));
        if (site == null
                && alone != null
                && row.facts().cameras() == 1
                && (!row.districtByCode() || alone.districtCode().equals(row.district())))
            return new Match(siteId, null, List.of(alone), true);
        return new Match(siteId, site, cameras.getOrDefault(siteId, List.of()), false);
    }

    private static Match byPlace(
            Row row, List<SiteCamera> there, Map<String, Site> sites, Map<String, List<SiteCamera>> cameras) {
        List<Match> same = new ArrayList<>();
        Set<String> asked = new LinkedHashSet<>();
        for (SiteCamera camera : there) {
            Site site = camera.siteId() == null ? null : sites.get(camera.siteId());
            if (site == null) {
                if (saysTheSame(row.facts(), camera))
                    same.add(new Match(camera.cameraId(), null, List.of(camera), true));
            } else if (asked.add(site.siteId())) {
                List<SiteCamera> its = cameras.getOrDefault(site.siteId(), List.of());
                List<SiteCamera> standing =
                        its.stream().filter(c -> !c.retired()).toList();
                if (saysTheSame(row.facts(), SiteMergeRule.now(site.facts(), standing)))
                    same.add(new Match(site.siteId(), site, its, false));
            }
        }
        if (row.ordinal() <= same.size()) return same.get(row.ordinal() - 1);
        String siteId = placeId(row);
        return new Match(siteId, sites.get(siteId), cameras.getOrDefault(siteId, List.of()), false);
    }

    private static boolean saysTheSame(SiteFacts row, SiteFacts now) {
        return SiteIdRule.placeKey(row).equals(SiteIdRule.placeKey(now));
    }

    private static boolean saysTheSame(SiteFacts row, SiteCamera camera) {
        return row.cameras() == 1
                && row.roadAddress() == null
                && row.lotAddress() == null
                && row.agency().equals(camera.managingAgency())
                && SiteFacts.wordOf(row.purpose()).equals(SiteFacts.wordOf(camera.purpose()))
                && row.lat() == camera.lat()
                && row.lon() == camera.lon();
    }

    private static String placeId(Row row) {
        return SiteIdRule.ofPlace(row.publisher(), SiteIdRule.placeKey(row.facts()), row.ordinal());
    }
}
