package metro.cctv.registry.site;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import metro.cctv.registry.district.DistrictAtlas;
import metro.cctv.registry.site.PlaceRule.Located;
import org.jspecify.annotations.Nullable;

/** A file of the national standard data. */
final class StandardImport implements FileImport {
    private static final int VANISHED_PAGE = 500;

    private final Path file;
    private final TextEncoding encoding;
    private final int maxRows;
    private final LocalDate today;
    private final DistrictAtlas atlas;
    private final Predicate<String> mayWrite;
    private final SiteImporter importer;
    private final SiteStore sites;
    private final CsvRows rows;
    private final StandardHeader header;

    private final Fingerprints seen = new Fingerprints();
    private final PlaceOrdinals ordinals = new PlaceOrdinals();
    private final Set<String> publishers = new HashSet<>();
    private final Set<String> agencies = new HashSet<>();

    StandardImport(Path file, TextEncoding encoding, int maxRows, Scope scope, SiteImporter importer, SiteStore sites)
            throws IOException {
        this.file = file;
        this.encoding = encoding;
        this.maxRows = maxRows;
        this.today = scope.today();
        this.atlas = scope.atlas();
        this.mayWrite = scope.mayWrite();
        this.importer = importer;
        this.sites = sites;
        this.rows = new CsvRows(file, encoding);
        try {
            this.header = header(rows);
        } catch (FileRefused e) {
            rows.close();
            throw e;
        }
    }

    /** @param mayWrite districts that the account may change */
    record Scope(LocalDate today, DistrictAtlas atlas, Predicate<String> mayWrite) {}

    /** For the door: a wrong file is refused before it costs a job. */
    static StandardHeader headerOf(Path file, TextEncoding encoding) throws IOException {
        try (CsvRows rows = new CsvRows(file, encoding)) {
            return header(rows);
        }
    }

    private static StandardHeader header(CsvRows rows) {
        List<String> first = rows.next();
        while (first != null && first.isEmpty()) first = rows.next();
        if (first == null) throw new FileRefused("The file has no row.");
        return StandardHeader.of(first);
    }

    @Override
    public int countRows() {
        try (CsvRows counted = new CsvRows(file, encoding)) {
            header(counted);
            int count = 0;
            for (List<String> cells = counted.next(); cells != null; cells = counted.next())
                if (!cells.isEmpty() && ++count > maxRows)
                    throw new FileRefused("More than " + maxRows + " rows: send the file in parts.");
            if (count == 0) throw new FileRefused("Below its header the file has no row.");
            return count;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public Integer columns() {
        return header.columns().size();
    }

    @Override
    public List<Finding> begin() {
        return header.ignored().stream()
                .map(name -> new Finding(
                        1, name, null, FindingCode.COLUMN_IGNORED, "No column of the standard data: it is not read."))
                .toList();
    }

    @Override
    public @Nullable Chunk read(int maxRowsOfChunk) {
        List<Row> accepted = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        int refused = 0;
        int read = 0;
        List<String> cells = rows.next();
        while (cells != null) {
            if (!cells.isEmpty()) {
                RowFindings about = new RowFindings(rows.row());
                Optional<Row> row = read(cells, about);
                row.ifPresentOrElse(accepted::add, () -> findings.addAll(about.list()));
                if (row.isEmpty()) refused++;
                read++;
            }
            if (read == maxRowsOfChunk) break;
            cells = rows.next();
        }
        if (read == 0) return null;
        int refusedOnes = refused;
        // A row without a number is known by what stands at its place, which an earlier row may have made.
        boolean inTurn = accepted.stream().anyMatch(row -> row.siteId() == null);
        return new Chunk(() -> importer.take(accepted, refusedOnes, findings, seen), inTurn, rows.bytesDone());
    }

    private Optional<Row> read(List<String> cells, RowFindings about) {
        Optional<Located> located = SiteRowRule.read(header, cells, today, about)
                .flatMap(facts -> PlaceRule.locate(facts, header, atlas, mayWrite, about));
        if (located.isEmpty()) return Optional.empty();
        SiteFacts facts = located.get().facts();
        String district = located.get().district().code();
        String publisher = publisher(located.get());
        publishers.add(publisher);
        agencies.add(facts.agency());
        String managementNo = facts.portal().managementNo();
        if (managementNo == null) {
            int ordinal = ordinals.next(publisher + SiteIdRule.placeKey(facts));
            if (ordinal > 1)
                about.add(
                        null,
                        null,
                        FindingCode.SAME_PLACE,
                        "The same agency, place and purpose as an earlier row: taken for site " + ordinal + " there.");
            return Optional.of(new Row(facts, district, located.get().byCode(), publisher, null, ordinal, about));
        }
        String siteId = SiteIdRule.ofNumber(publisher, managementNo);
        if (seen.add(SiteIdRule.fingerprint(siteId)))
            return Optional.of(new Row(
                    siteId.equals(managementNo) ? facts.named(facts.portal().standardCode(), null) : facts,
                    district,
                    located.get().byCode(),
                    publisher,
                    siteId,
                    1,
                    about));
        about.add(
                header.nameOf(StandardColumn.MANAGEMENT_NO),
                managementNo,
                FindingCode.DUPLICATE,
                "This number was in an earlier row of the file: the first one counts.");
        return Optional.empty();
    }

    private static String publisher(Located located) {
        String given = located.facts().portal().standardCode();
        if (given != null) return given;
        String known = located.district().standardCode();
        return known == null ? located.district().code() : known;
    }

    /** Sites of the same publishers and agencies that an earlier file had and this one has not: told, never touched. */
    @Override
    public List<Finding> end() {
        List<Finding> vanished = new ArrayList<>();
        String after = "";
        while (true) {
            List<Site> page = sites.page(publishers, agencies, after, VANISHED_PAGE);
            for (Site site : page)
                if (!seen.contains(SiteIdRule.fingerprint(site.siteId())))
                    vanished.add(
                            new Finding(
                                    null,
                                    header.nameOf(StandardColumn.MANAGEMENT_NO),
                                    site.facts().portal().managementNo() == null
                                            ? site.siteId()
                                            : site.facts().portal().managementNo(),
                                    FindingCode.VANISHED,
                                    "Site " + site.siteId() + " ("
                                            + Cell.shown(site.facts().placeName())
                                            + ") is no longer in the file: nothing was changed; retire its cameras if they are gone."));
            if (page.size() < VANISHED_PAGE) return vanished;
            after = page.getLast().siteId();
        }
    }

    @Override
    public void close() {
        rows.close();
    }

    /**
     * A row that may be taken.
     *
     * @param districtByCode false: the district is that of the place
     * @param siteId null: the file has no numbers, the place must tell
     * @param ordinal among the file's rows that say the same of the same place, from 1
     */
    record Row(
            SiteFacts facts,
            String district,
            boolean districtByCode,
            String publisher,
            @Nullable String siteId,
            int ordinal,
            RowFindings about) {

        /** Of a known site, of which it says less than we know. */
        Row with(SiteFacts knownFacts, String knownDistrict, String knownPublisher) {
            return new Row(knownFacts, knownDistrict, districtByCode, knownPublisher, siteId, ordinal, about);
        }
    }

    /** Counts how often a place came, cheaply for the many that come once. */
    private static final class PlaceOrdinals {
        private final Fingerprints once = new Fingerprints();
        private final java.util.Map<Long, Integer> again = new java.util.HashMap<>();

        int next(String key) {
            long fingerprint = SiteIdRule.fingerprint(key);
            return once.add(fingerprint) ? 1 : again.merge(fingerprint, 2, (known, two) -> known + 1);
        }
    }
}
