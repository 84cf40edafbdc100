package metro.cctv.registry.site;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import metro.cctv.registry.camera.Purpose;
import metro.cctv.registry.camera.PurposeVocabulary;
import org.jspecify.annotations.Nullable;

/** Reads one row of the standard data: its facts, and all there is to say about it. */
final class SiteRowRule {
    private static final Pattern SCIENTIFIC = Pattern.compile("\\d([.,]\\d+)?[Ee]\\+?\\d+");
    private static final Pattern STANDARD_CODE = Pattern.compile("\\d{7}");
    private static final LocalDate FIRST_CAMERA = LocalDate.of(1960, 1, 1);
    private static final int USUAL_RETENTION_DAYS = 30;

    private final StandardHeader header;
    private final List<String> cells;
    private final LocalDate today;
    private final RowFindings findings;

    private SiteRowRule(StandardHeader header, List<String> cells, LocalDate today, RowFindings findings) {
        this.header = header;
        this.cells = cells;
        this.today = today;
        this.findings = findings;
    }

    /** @return the facts with latitude and longitude as they stand in the file; empty when the row is refused */
    static Optional<SiteFacts> read(StandardHeader header, List<String> cells, LocalDate today, RowFindings findings) {
        return new SiteRowRule(header, cells, today, findings).read();
    }

    private Optional<SiteFacts> read() {
        if (cells.size() > header.width()
                && cells.subList(header.width(), cells.size()).stream().anyMatch(cell -> !cell.isBlank()))
            findings.add(
                    null,
                    null,
                    FindingCode.WRONG_CELLS,
                    "The row has " + cells.size() + " cells, the header " + header.width()
                            + ": put cells with a comma inside into quotation marks.");
        else if (cells.size() < header.width() - 3)
            findings.add(
                    null,
                    null,
                    FindingCode.WRONG_CELLS,
                    "The row has only " + cells.size() + " of the header's " + header.width() + " cells.");
        if (findings.isRefused()) return Optional.empty();
        String standardCode = standardCode();
        String managementNo = managementNo();
        String agency = required(StandardColumn.AGENCY, 100);
        String road = optional(StandardColumn.ROAD_ADDRESS, 150);
        String lot = lotAddress(road);
        Purpose purpose = purpose();
        Integer cameras = cameras();
        Double lat = coordinate(StandardColumn.LAT);
        Double lon = coordinate(StandardColumn.LON);
        refuseDeleted();
        Integer pixels = pixels();
        Integer retention = retentionDays();
        YearMonth installed = installed();
        String view = optional(StandardColumn.VIEW, 200);
        if (findings.isRefused() || agency == null || purpose == null || cameras == null || lat == null || lon == null)
            return Optional.empty();
        String phone = phone();
        LocalDate dataDate = dataDate();
        return Optional.of(new SiteFacts(
                new SiteFacts.Portal(
                        standardCode,
                        managementNo,
                        leftOutIfLong(StandardColumn.UPDATE_KIND, 10),
                        moment(StandardColumn.UPDATED_AT),
                        moment(StandardColumn.MODIFIED_AT)),
                agency,
                road,
                lot,
                purpose,
                cameras,
                pixels,
                view,
                retention,
                installed,
                phone,
                lat,
                lon,
                dataDate));
    }

    private @Nullable String standardCode() {
        String text = text(StandardColumn.STANDARD_CODE);
        if (text.isEmpty() || STANDARD_CODE.matcher(text).matches()) return text.isEmpty() ? null : text;
        leftOut(StandardColumn.STANDARD_CODE, text, "seven digits");
        return null;
    }

    private @Nullable String managementNo() {
        if (!header.at().containsKey(StandardColumn.MANAGEMENT_NO)) return null;
        String text = required(StandardColumn.MANAGEMENT_NO, 60);
        if (text != null && SCIENTIFIC.matcher(text).matches()) {
            add(
                    StandardColumn.MANAGEMENT_NO,
                    text,
                    FindingCode.MANGLED_NUMBER,
                    "A spreadsheet rounded this number: open the original with this column as text.");
            return null;
        }
        return text;
    }

    private @Nullable String lotAddress(@Nullable String road) {
        String lot = optional(StandardColumn.LOT_ADDRESS, 150);
        if (road == null && lot == null)
            add(
                    StandardColumn.ROAD_ADDRESS,
                    "",
                    FindingCode.ADDRESS_MISSING,
                    "Neither address is there: the site is named after its agency and number.");
        if (lot == null || !lot.equals(road)) return lot;
        add(
                StandardColumn.LOT_ADDRESS,
                lot,
                FindingCode.ADDRESS_TWICE,
                "The same as the road address: it is kept once.");
        return null;
    }

    private @Nullable Purpose purpose() {
        String text = required(StandardColumn.PURPOSE, 50);
        if (text == null) return null;
        Optional<Purpose> purpose = PurposeVocabulary.read(text);
        if (purpose.isEmpty())
            add(
                    StandardColumn.PURPOSE,
                    text,
                    FindingCode.UNKNOWN_PURPOSE,
                    "None of the ten legal purposes: " + PurposeVocabulary.legalValues() + ".");
        else if (purpose.get().subtype() != null)
            add(
                    StandardColumn.PURPOSE,
                    text,
                    FindingCode.PURPOSE_ALIAS,
                    "Taken for " + purpose.get().value().korean() + "; the word is kept beside it.");
        return purpose.orElse(null);
    }

    private @Nullable Integer cameras() {
        String text = required(StandardColumn.CAMERAS, 20);
        if (text == null) return null;
        Optional<Integer> cameras = CellRule.whole(text, "대");
        if (cameras.isEmpty())
            add(StandardColumn.CAMERAS, text, FindingCode.NOT_A_NUMBER, "A whole number of cameras, e.g. 2.");
        else if (cameras.get() < 1 || cameras.get() > SiteFacts.MAX_CAMERAS)
            add(
                    StandardColumn.CAMERAS,
                    text,
                    FindingCode.OUT_OF_RANGE,
                    "1 to " + SiteFacts.MAX_CAMERAS + " cameras at one site.");
        return cameras.orElse(null);
    }

    private @Nullable Double coordinate(StandardColumn column) {
        String text = required(column, 40);
        if (text == null) return null;
        Optional<Double> degrees = CellRule.decimal(text);
        if (degrees.isEmpty())
            add(
                    column,
                    text,
                    FindingCode.NOT_A_NUMBER,
                    "Decimal degrees of WGS 84, e.g. " + (column == StandardColumn.LAT ? "36.3504" : "127.3849") + ".");
        else if (Math.abs(degrees.get()) > 180)
            add(column, text, FindingCode.OUT_OF_RANGE, "Degrees of WGS 84; this may be another coordinate system.");
        return degrees.orElse(null);
    }

    private void refuseDeleted() {
        String kind = text(StandardColumn.UPDATE_KIND);
        if (kind.equalsIgnoreCase("D") || kind.equals("삭제"))
            add(
                    StandardColumn.UPDATE_KIND,
                    kind,
                    FindingCode.MARKED_DELETED,
                    "The owner deleted this row: retire its cameras by hand if they are gone.");
    }

    private @Nullable Integer pixels() {
        String text = text(StandardColumn.PIXELS);
        if (text.isEmpty()) return null;
        Optional<Integer> pixels = CellRule.pixels(text);
        if (pixels.isEmpty()) leftOut(StandardColumn.PIXELS, text, "a number of 10,000 pixels, e.g. 200");
        return pixels.orElse(null);
    }

    private @Nullable Integer retentionDays() {
        String text = text(StandardColumn.RETENTION_DAYS);
        if (text.isEmpty()) return null;
        Optional<Integer> days = CellRule.whole(text, "일");
        if (days.isEmpty())
            add(StandardColumn.RETENTION_DAYS, text, FindingCode.NOT_A_NUMBER, "A whole number of days, e.g. 30.");
        else if (days.get() < 1 || days.get() > 365)
            add(StandardColumn.RETENTION_DAYS, text, FindingCode.OUT_OF_RANGE, "1 to 365 days.");
        else if (days.get() > USUAL_RETENTION_DAYS)
            add(
                    StandardColumn.RETENTION_DAYS,
                    text,
                    FindingCode.RETENTION_LONG,
                    "More than 30 days needs a ground of its own (Decree 41(2), standard guideline).");
        return days.orElse(null);
    }

    private @Nullable YearMonth installed() {
        String text = text(StandardColumn.INSTALLED);
        if (text.isEmpty()) return null;
        Optional<YearMonth> month = CellRule.month(text);
        if (month.isEmpty())
            add(
                    StandardColumn.INSTALLED,
                    text,
                    FindingCode.NOT_A_DATE,
                    "A year and a month, e.g. 2022-08, 202208 or 20220801.");
        else if (month.get().atDay(1).isBefore(FIRST_CAMERA)
                || month.get().atDay(1).isAfter(today.plusYears(5)))
            add(
                    StandardColumn.INSTALLED,
                    text,
                    FindingCode.OUT_OF_RANGE,
                    "Between " + FIRST_CAMERA.getYear() + " and five years from now.");
        return month.orElse(null);
    }

    private @Nullable String phone() {
        String text = text(StandardColumn.PHONE);
        if (text.isEmpty()) return null;
        Optional<CellRule.Phone> phone = CellRule.phone(text);
        if (phone.isEmpty()) {
            leftOut(StandardColumn.PHONE, text, "a telephone number, e.g. 042-270-1234");
            return null;
        }
        if (phone.get().repaired())
            add(
                    StandardColumn.PHONE,
                    text,
                    FindingCode.PHONE_REPAIRED,
                    "A spreadsheet took its zero: read as " + phone.get().number() + ".");
        return phone.get().number();
    }

    private @Nullable LocalDate dataDate() {
        String text = text(StandardColumn.DATA_DATE);
        if (text.isEmpty()) return null;
        Optional<LocalDate> day = CellRule.day(text);
        if (day.isEmpty()) leftOut(StandardColumn.DATA_DATE, text, "a day, e.g. 2022-08-01");
        return day.orElse(null);
    }

    private @Nullable String moment(StandardColumn column) {
        String text = text(column);
        if (text.isEmpty()) return null;
        Optional<String> moment = CellRule.instant(text);
        if (moment.isEmpty()) leftOut(column, text, "a moment, e.g. 2022-08-01 09:00:00");
        return moment.orElse(null);
    }

    private @Nullable String leftOutIfLong(StandardColumn column, int maxLength) {
        String text = text(column);
        if (text.length() <= maxLength && !Cell.hasControls(text)) return text.isEmpty() ? null : text;
        leftOut(column, text, "at most " + maxLength + " characters");
        return null;
    }

    private @Nullable String required(StandardColumn column, int maxLength) {
        String text = optional(column, maxLength);
        if (text == null && text(column).isEmpty())
            add(column, "", FindingCode.MISSING, "The cell is empty and must not be.");
        return text;
    }

    private @Nullable String optional(StandardColumn column, int maxLength) {
        String text = text(column);
        if (text.isEmpty()) return null;
        if (text.length() > maxLength) {
            add(
                    column,
                    text,
                    FindingCode.TOO_LONG,
                    "At most " + maxLength + " characters, were " + text.length() + ".");
            return null;
        }
        if (Cell.hasControls(text)) {
            add(column, text, FindingCode.CONTROL_CHARACTER, "A control character is in it.");
            return null;
        }
        return text;
    }

    private String text(StandardColumn column) {
        return Cell.clean(header.cell(cells, column));
    }

    private void leftOut(StandardColumn column, String text, String wanted) {
        add(column, text, FindingCode.VALUE_LEFT_OUT, "Not " + wanted + ": it is left out.");
    }

    private void add(StandardColumn column, String value, FindingCode code, String reason) {
        findings.add(header.nameOf(column), value, code, reason);
    }
}
