package metro.cctv.registry.site;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.CharsetEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import metro.cctv.registry.district.DistrictArea;
import metro.cctv.registry.district.DistrictAtlas;
import metro.cctv.registry.district.Districts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sites as the national standard data: as the last file said, but place, purpose, agency and number as their cameras say
 * now. Cameras of no site follow, each as a site of its own with its code for a number.
 */
@Component
class StandardExport {
    private static final int BATCH = 1_000;

    private final SiteStore store;
    private final Districts districts;

    StandardExport(SiteStore store, Districts districts) {
        this.store = store;
        this.districts = districts;
    }

    /** @param scope districts; null: all */
    void write(boolean older, TextEncoding encoding, @Nullable List<String> scope, OutputStream to) throws IOException {
        List<StandardColumn> columns = older ? StandardColumn.THIRTEEN : StandardColumn.EIGHTEEN;
        CharsetEncoder strict = encoding.charset().newEncoder(); // refuses what it lacks; Java's default writes "?"
        try (Writer out = new BufferedWriter(new OutputStreamWriter(to, strict), 32 * 1024)) {
            if (encoding == TextEncoding.UTF_8) out.write('\ufeff');
            CsvLine csv = new CsvLine(out);
            csv.write(columns.stream().map(StandardColumn.nameIn(columns)).toList());
            eachRow(scope, (id, facts) -> {
                csv.write(columns.stream().map(column -> cell(column, facts)).toList());
                return true;
            });
        }
    }

    /** Texts that the encoding cannot carry. */
    List<Lacking> lacking(boolean older, TextEncoding encoding, @Nullable List<String> scope, int most) {
        List<StandardColumn> columns = older ? StandardColumn.THIRTEEN : StandardColumn.EIGHTEEN;
        CharsetEncoder encoder = encoding.charset().newEncoder();
        List<Lacking> lacking = new ArrayList<>();
        try {
            eachRow(scope, (id, facts) -> {
                for (StandardColumn column : columns) {
                    String cell = cell(column, facts);
                    if (!encoder.canEncode(cell))
                        lacking.add(new Lacking(id, column.korean(), Cell.shown(cell), firstLacking(cell, encoder)));
                }
                return lacking.size() < most;
            });
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return lacking;
    }

    /** @param id of the site, or of the camera that stands alone */
    record Lacking(String id, String column, String value, String character) {}

    private static String firstLacking(String cell, CharsetEncoder encoder) {
        return cell.codePoints()
                .mapToObj(Character::toString)
                .filter(character -> !encoder.canEncode(character))
                .findFirst()
                .orElse("?");
    }

    private void eachRow(@Nullable List<String> scope, RowSink sink) throws IOException {
        String after = "";
        List<Site> sites;
        do {
            sites = store.exported(scope, after, BATCH);
            Map<String, List<SiteCamera>> cameras =
                    store.camerasOf(sites.stream().map(Site::siteId).toList());
            for (Site site : sites) {
                after = site.siteId();
                List<SiteCamera> standing = cameras.getOrDefault(site.siteId(), List.of()).stream()
                        .filter(camera -> !camera.retired())
                        .toList();
                if (standing.isEmpty()) continue;
                if (!sink.take(site.siteId(), named(site, SiteMergeRule.now(site.facts(), standing)))) return;
            }
        } while (sites.size() == BATCH);
        eachLoose(scope, sink);
    }

    /** So that an import finds the same site, also where the file that it came from had no code or no number. */
    private static SiteFacts named(Site site, SiteFacts now) {
        boolean standard = site.publisher().matches("\\d{7}");
        return now.named(
                standard ? site.publisher() : now.portal().standardCode(),
                now.portal().managementNo() == null
                        ? site.siteId()
                        : now.portal().managementNo());
    }

    private void eachLoose(@Nullable List<String> scope, RowSink sink) throws IOException {
        DistrictAtlas atlas = districts.atlas();
        String after = "";
        List<SiteCamera> cameras;
        do {
            cameras = store.exportedLoose(scope, after, BATCH);
            for (SiteCamera camera : cameras) {
                after = camera.cameraId();
                if (!sink.take(camera.cameraId(), facts(camera, atlas))) return;
            }
        } while (cameras.size() == BATCH);
    }

    private static SiteFacts facts(SiteCamera camera, DistrictAtlas atlas) {
        String code = atlas.byCode(camera.districtCode())
                .map(DistrictArea::standardCode)
                .orElse(null);
        return new SiteFacts(
                new SiteFacts.Portal(code, camera.cameraId(), null, null, null),
                camera.managingAgency(),
                null,
                null,
                camera.purpose(),
                1,
                null,
                null,
                null,
                null,
                null,
                camera.lat(),
                camera.lon(),
                null);
    }

    private static String cell(StandardColumn column, SiteFacts f) {
        return switch (column) {
            case STANDARD_CODE -> text(f.portal().standardCode());
            case MANAGEMENT_NO -> text(f.portal().managementNo());
            case AGENCY -> text(f.agency());
            case ROAD_ADDRESS -> text(f.roadAddress());
            case LOT_ADDRESS -> text(f.lotAddress());
            case PURPOSE -> text(SiteFacts.wordOf(f.purpose()));
            case CAMERAS -> Integer.toString(f.cameras());
            case PIXELS -> Objects.toString(f.pixels10k(), "");
            case VIEW -> text(f.view());
            case RETENTION_DAYS -> Objects.toString(f.retentionDays(), "");
            case INSTALLED -> Objects.toString(f.installed(), "");
            case PHONE -> text(f.phone());
            case LAT -> degrees(f.lat());
            case LON -> degrees(f.lon());
            case DATA_DATE -> Objects.toString(f.dataDate(), "");
            case UPDATE_KIND -> text(f.portal().updateKind());
            case UPDATED_AT -> text(f.portal().updatedAt());
            case MODIFIED_AT -> text(f.portal().modifiedAt());
        };
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : Cell.harmless(text);
    }

    /** The shortest decimal that reads back as the same number. */
    private static String degrees(double degrees) {
        return new BigDecimal(Double.toString(degrees)).toPlainString();
    }

    private interface RowSink {
        /** @return false: enough */
        boolean take(String id, SiteFacts facts) throws IOException;
    }
}
