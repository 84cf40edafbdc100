package metro.cctv.registry.site;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metro.cctv.registry.camera.By;
import metro.cctv.registry.camera.CameraBulk;
import metro.cctv.registry.camera.CameraBulk.Upsert;
import metro.cctv.registry.camera.Facts;
import metro.cctv.registry.site.SiteMatcher.Match;
import metro.cctv.registry.site.SiteMergeRule.Part;
import metro.cctv.registry.site.StandardImport.Row;
import org.jspecify.annotations.Nullable;

/** Takes rows of the standard data into the registry: the cameras that are new are made, what differs is changed. */
final class SiteImporter {
    private final SiteStore store;
    private final SiteMatcher matcher;
    private final CameraBulk bulk;
    private final Predicate<String> mayWrite;
    private final By by;
    private final boolean dryRun;

    SiteImporter(SiteStore store, CameraBulk bulk, Predicate<String> mayWrite, By by, boolean dryRun) {
        this.store = store;
        this.matcher = new SiteMatcher(store);
        this.bulk = bulk;
        this.mayWrite = mayWrite;
        this.by = by;
        this.dryRun = dryRun;
    }

    /**
     * @param refused rows of the same step that were refused before
     * @param findings of theirs
     * @param seen gets the sites that rows without a number speak of
     */
    ImportTally.Step take(List<Row> rows, int refused, List<Finding> findings, Fingerprints seen) {
        List<Plan> plans = new ArrayList<>(rows.size());
        matcher.match(rows).forEach((row, match) -> {
            if (row.siteId() == null) seen.add(SiteIdRule.fingerprint(match.siteId()));
            plans.add(plan(row, match));
        });
        Map<String, String> refusals = change(plans);
        var outcome = new Outcome(refused, findings);
        for (Plan plan : plans) outcome.settle(plan, refusals);
        if (!dryRun && !outcome.sites.isEmpty()) store.put(outcome.sites);
        return outcome.step();
    }

    private Map<String, String> change(List<Plan> plans) {
        List<Upsert> upserts = plans.stream()
                .filter(plan -> !plan.row().about().isRefused())
                .flatMap(plan -> plan.upserts().stream())
                .toList();
        if (upserts.isEmpty()) return Map.of();
        return (dryRun ? bulk.tryOut(upserts, by) : bulk.upsert(upserts, by)).refused();
    }

    private Plan plan(Row row, Match match) {
        for (SiteCamera camera : match.cameras())
            if (!mayWrite.test(camera.districtCode())) {
                row.about()
                        .add(
                                null,
                                null,
                                FindingCode.FOREIGN_DISTRICT,
                                "Its camera " + camera.cameraId() + " stands in " + camera.districtCode()
                                        + ", which is not one of your districts.");
                return new Plan(row, List.of(), null, false);
            }
        return match.alone() ? ofCamera(row, match.cameras().getFirst()) : ofSite(row, match);
    }

    /** The row of a camera that somebody registered by hand; it gets no site. */
    private static Plan ofCamera(Row row, SiteCamera camera) {
        SiteFacts now =
                row.facts().with(camera.managingAgency(), camera.purpose(), 1).at(camera.lat(), camera.lon());
        Set<Part> parts = SiteMergeRule.changed(now, camera.districtCode(), row.facts(), camera.districtCode());
        List<Upsert> upserts = parts.isEmpty() ? List.of() : List.of(laidOver(camera, 1, parts, null, row));
        return new Plan(row, upserts, null, false);
    }

    private static Plan ofSite(Row said, Match match) {
        Site site = match.site();
        List<SiteCamera> standing =
                match.cameras().stream().filter(camera -> !camera.retired()).toList();
        SiteFacts now = site == null || standing.isEmpty() ? null : SiteMergeRule.now(site.facts(), standing);
        Row row =
                site == null ? said : completed(said, site, now == null ? site.facts() : now, district(site, standing));
        Set<Part> parts = site == null
                ? EnumSet.allOf(Part.class)
                : SiteMergeRule.changed(
                        now == null ? site.facts() : now, district(site, standing), row.facts(), row.district());
        List<Upsert> upserts = new ArrayList<>();
        for (SiteCamera camera : standing)
            if (parts.stream().anyMatch(part -> part != Part.REST))
                upserts.add(laidOver(camera, numberOf(camera), parts, site == null ? null : site.facts(), row));
        addNew(row, match, upserts);
        tellOfCount(row, match.cameras(), standing.size());
        boolean changed = !parts.isEmpty() || !upserts.isEmpty();
        return new Plan(
                row,
                upserts,
                changed ? new Site(match.siteId(), row.publisher(), row.district(), row.facts()) : null,
                site == null);
    }

    /** What the row does not say is as it is: an older file's missing columns, the district of a place that did not move. */
    private static Row completed(Row row, Site site, SiteFacts now, String district) {
        SiteFacts facts = row.siteId() == null ? row.facts().withWhatTheOlderFileLacks(site.facts()) : row.facts();
        boolean moved = facts.lat() != now.lat() || facts.lon() != now.lon();
        return row.with(facts, row.districtByCode() || moved ? row.district() : district, site.publisher());
    }

    private static void addNew(Row row, Match match, List<Upsert> upserts) {
        Set<String> known = match.cameras().stream().map(SiteCamera::cameraId).collect(Collectors.toSet());
        for (int n = 1; n <= row.facts().cameras(); n++) {
            String cameraId = SiteIdRule.camera(match.siteId(), n);
            if (!known.contains(cameraId)) {
                var facts = SiteMergeRule.newCamera(row.facts(), match.siteId(), row.district(), n);
                upserts.add(new Upsert(cameraId, facts, SiteImporter::refuseTaken));
            }
        }
    }

    private static Facts refuseTaken(Facts known) {
        throw new IllegalArgumentException("this code belongs to a camera of another place");
    }

    /** Nobody retires a camera, or brings one back, by a number in a file. */
    private static void tellOfCount(Row row, List<SiteCamera> all, int standing) {
        int wanted = row.facts().cameras();
        if (wanted < standing)
            row.about()
                    .add(
                            StandardColumn.CAMERAS.korean(),
                            String.valueOf(wanted),
                            FindingCode.FEWER_CAMERAS,
                            "We know " + standing + " cameras there: retire the ones that are gone.");
        List<String> retired = all.stream()
                .filter(camera -> camera.retired() && numberOf(camera) <= wanted)
                .map(SiteCamera::cameraId)
                .toList();
        if (!retired.isEmpty() && wanted > standing)
            row.about()
                    .add(
                            StandardColumn.CAMERAS.korean(),
                            String.valueOf(wanted),
                            FindingCode.RETIRED,
                            "Retired for good and not brought back: " + String.join(", ", retired) + ".");
    }

    private static Upsert laidOver(
            SiteCamera camera, int number, Set<Part> parts, @Nullable SiteFacts before, Row row) {
        return new Upsert(
                camera.cameraId(),
                SiteMergeRule.newCamera(
                        row.facts(), Objects.requireNonNullElse(camera.siteId(), ""), row.district(), number),
                known -> SiteMergeRule.laidOver(known, parts, before, row.facts(), row.district(), number));
    }

    private static String district(Site site, List<SiteCamera> cameras) {
        List<String> districts =
                cameras.stream().map(SiteCamera::districtCode).distinct().toList();
        return districts.size() == 1 ? districts.getFirst() : site.districtCode();
    }

    /** From its id; a camera that was given to the site by hand counts as the first. */
    private static int numberOf(SiteCamera camera) {
        String tail = camera.cameraId().substring(camera.cameraId().lastIndexOf('-') + 1);
        return tail.matches("\\d{2,3}") ? Integer.parseInt(tail) : 1;
    }

    /**
     * What becomes of a row.
     *
     * @param site to be stored; null: it stays as it is
     * @param isNew the site was not known before
     */
    private record Plan(
            Row row, List<Upsert> upserts, @Nullable Site site, boolean isNew) {}

    private static final class Outcome {
        private final List<Finding> findings;
        private final List<Site> sites = new ArrayList<>();
        private int refused;
        private int created;
        private int updated;
        private int unchanged;
        private int cameras;

        Outcome(int refused, List<Finding> findings) {
            this.refused = refused;
            this.findings = new ArrayList<>(findings);
        }

        void settle(Plan plan, Map<String, String> refusals) {
            RowFindings about = plan.row().about();
            for (Upsert upsert : plan.upserts())
                Stream.ofNullable(refusals.get(upsert.cameraId()))
                        .forEach(words -> about.add(
                                null,
                                upsert.cameraId(),
                                FindingCode.INVALID,
                                "Camera " + upsert.cameraId() + ": " + words));
            findings.addAll(about.list());
            if (about.isRefused()) {
                refused++;
                return;
            }
            cameras += plan.row().facts().cameras();
            if (plan.isNew()) created++;
            else if (plan.upserts().isEmpty() && plan.site() == null) unchanged++;
            else updated++;
            if (plan.site() != null) sites.add(plan.site());
        }

        ImportTally.Step step() {
            return new ImportTally.Step(created, updated, unchanged, refused, cameras, findings);
        }
    }
}
