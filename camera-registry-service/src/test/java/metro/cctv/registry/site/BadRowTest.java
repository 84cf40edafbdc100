package metro.cctv.registry.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import metro.cctv.registry.site.PlaceRule.Located;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One sound row, one cell of it otherwise: what the report says then, to the letter. */
class BadRowTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final int ROW = 7;

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
            MANAGEMENT_NO  | ~~                | missing           | The cell is empty and must not be.
            MANAGEMENT_NO  | 2.0263E+17        | mangled-number    | A spreadsheet rounded this number: open the original with this column as text.
            MANAGEMENT_NO  | 2E17              | mangled-number    | A spreadsheet rounded this number: open the original with this column as text.
            MANAGEMENT_NO  | LONG              | too-long          | At most 60 characters, were 300.
            MANAGEMENT_NO  | CONTROL           | control-character | A control character is in it.
            AGENCY         | ~~                | missing           | The cell is empty and must not be.
            AGENCY         | ~   ~             | missing           | The cell is empty and must not be.
            AGENCY         | LONG              | too-long          | At most 100 characters, were 300.
            AGENCY         | CONTROL           | control-character | A control character is in it.
            ROAD_ADDRESS   | LONG              | too-long          | At most 150 characters, were 300.
            ROAD_ADDRESS   | CONTROL           | control-character | A control character is in it.
            LOT_ADDRESS    | LONG              | too-long          | At most 150 characters, were 300.
            VIEW           | LONG              | too-long          | At most 200 characters, were 300.
            VIEW           | CONTROL           | control-character | A control character is in it.
            PURPOSE        | ~~                | missing           | The cell is empty and must not be.
            PURPOSE        | 감시              | unknown-purpose   | None of the ten legal purposes
            PURPOSE        | 방법용도          | unknown-purpose   | None of the ten legal purposes
            PURPOSE        | =cmd()            | unknown-purpose   | None of the ten legal purposes
            CAMERAS        | ~~                | missing           | The cell is empty and must not be.
            CAMERAS        | 0                 | out-of-range      | 1 to 200 cameras at one site.
            CAMERAS        | 201               | out-of-range      | 1 to 200 cameras at one site.
            CAMERAS        | 999999999         | out-of-range      | 1 to 200 cameras at one site.
            CAMERAS        | 9999999999        | not-a-number      | A whole number of cameras, e.g. 2.
            CAMERAS        | -1                | not-a-number      | A whole number of cameras, e.g. 2.
            CAMERAS        | 1.5               | not-a-number      | A whole number of cameras, e.g. 2.
            CAMERAS        | 두대              | not-a-number      | A whole number of cameras, e.g. 2.
            CAMERAS        | 1e3               | not-a-number      | A whole number of cameras, e.g. 2.
            RETENTION_DAYS | 0                 | out-of-range      | 1 to 365 days.
            RETENTION_DAYS | 366               | out-of-range      | 1 to 365 days.
            RETENTION_DAYS | -30               | not-a-number      | A whole number of days, e.g. 30.
            RETENTION_DAYS | 한달              | not-a-number      | A whole number of days, e.g. 30.
            RETENTION_DAYS | 30~60             | not-a-number      | A whole number of days, e.g. 30.
            INSTALLED      | 202013            | not-a-date        | A year and a month, e.g. 2022-08, 202208 or 20220801.
            INSTALLED      | 2022-00           | not-a-date        | A year and a month, e.g. 2022-08, 202208 or 20220801.
            INSTALLED      | 20210230          | not-a-date        | A year and a month, e.g. 2022-08, 202208 or 20220801.
            INSTALLED      | 22-08             | not-a-date        | A year and a month, e.g. 2022-08, 202208 or 20220801.
            INSTALLED      | 미상              | not-a-date        | A year and a month, e.g. 2022-08, 202208 or 20220801.
            INSTALLED      | 44562             | not-a-date        | A year and a month, e.g. 2022-08, 202208 or 20220801.
            INSTALLED      | 195912            | out-of-range      | Between 1960 and five years from now.
            INSTALLED      | 203212            | out-of-range      | Between 1960 and five years from now.
            LAT            | ~~                | missing           | The cell is empty and must not be.
            LAT            | 30,05             | not-a-number      | Decimal degrees of WGS 84, e.g. 36.3504.
            LAT            | 30°03'00"         | not-a-number      | Decimal degrees of WGS 84, e.g. 36.3504.
            LAT            | N30.05            | not-a-number      | Decimal degrees of WGS 84, e.g. 36.3504.
            LAT            | NaN               | not-a-number      | Decimal degrees of WGS 84, e.g. 36.3504.
            LAT            | 452606.61         | not-a-number      | Decimal degrees of WGS 84, e.g. 36.3504.
            LAT            | 1e2               | not-a-number      | Decimal degrees of WGS 84, e.g. 36.3504.
            LAT            | 181               | out-of-range      | Degrees of WGS 84; this may be another coordinate system.
            LAT            | 0                 | outside-city      | Outside every district by more than 1 km, also with latitude and longitude the other way round.
            LAT            | -30.05            | outside-city      | Outside every district by more than 1 km, also with latitude and longitude the other way round.
            LAT            | 30.1091           | outside-city      | Outside every district by more than 1 km, also with latitude and longitude the other way round.
            LON            | ~~                | missing           | The cell is empty and must not be.
            LON            | 동경 120.05       | not-a-number      | Decimal degrees of WGS 84, e.g. 127.3849.
            LON            | Infinity          | not-a-number      | Decimal degrees of WGS 84, e.g. 127.3849.
            LON            | -181.5            | out-of-range      | Degrees of WGS 84; this may be another coordinate system.
            UPDATE_KIND    | D                 | marked-deleted    | The owner deleted this row: retire its cameras by hand if they are gone.
            UPDATE_KIND    | d                 | marked-deleted    | The owner deleted this row: retire its cameras by hand if they are gone.
            UPDATE_KIND    | 삭제              | marked-deleted    | The owner deleted this row: retire its cameras by hand if they are gone.
            """)
    void aRefusedCell(StandardColumn column, String value, String code, String reason) {
        Read read = read(column, special(value));

        assertThat(read.located).isEmpty();
        assertThat(read.findings).hasSize(1);
        Finding finding = read.findings.getFirst();
        assertThat(finding.row()).isEqualTo(ROW);
        assertThat(finding.column()).isEqualTo(code.equals("outside-city") ? "WGS84위도" : column.korean());
        assertThat(finding.code().slug()).isEqualTo(code);
        assertThat(finding.code().refuses()).isTrue();
        assertThat(finding.reason()).startsWith(reason);
        if (value.isBlank()) assertThat(finding.value()).isNull();
        else assertThat(finding.value()).isNotNull().hasSizeLessThan(110).doesNotContain("\u0007");
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            STANDARD_CODE  | ~~                  | district-from-place | Empty: by its place it is QI-AAA.
            STANDARD_CODE  | 1234567             | district-from-place | No district of ours has this code: by its place it is QI-AAA.
            STANDARD_CODE  | 999                 | value-left-out      | Not seven digits: it is left out.
            PURPOSE        | 불법주정차          | purpose-alias       | Taken for 교통단속; the word is kept beside it.
            PURPOSE        | 문화재              | purpose-alias       | Taken for 시설물관리; the word is kept beside it.
            LOT_ADDRESS    | 시험시 가구 나로 134-1 | address-twice    | The same as the road address: it is kept once.
            RETENTION_DAYS | 31                  | retention-long      | More than 30 days needs a ground of its own (Decree 41(2), standard guideline).
            RETENTION_DAYS | 365일               | retention-long      | More than 30 days needs a ground of its own (Decree 41(2), standard guideline).
            PIXELS         | 고화질              | value-left-out      | Not a number of 10,000 pixels, e.g. 200: it is left out.
            PIXELS         | 0                   | value-left-out      | Not a number of 10,000 pixels, e.g. 200: it is left out.
            PHONE          | 담당자 부재         | value-left-out      | Not a telephone number, e.g. 042-270-1234: it is left out.
            PHONE          | 2-2148-3033         | phone-repaired      | A spreadsheet took its zero: read as 02-2148-3033.
            DATA_DATE      | 2026-05             | value-left-out      | Not a day, e.g. 2022-08-01: it is left out.
            DATA_DATE      | 2026-02-30          | value-left-out      | Not a day, e.g. 2022-08-01: it is left out.
            UPDATED_AT     | gestern             | value-left-out      | Not a moment, e.g. 2022-08-01 09:00:00: it is left out.
            MODIFIED_AT    | 2026-05-18 25:00:00 | value-left-out      | Not a moment, e.g. 2022-08-01 09:00:00: it is left out.
            UPDATE_KIND    | 알 수 없는 갱신 구분 값 | value-left-out | Not at most 10 characters: it is left out.
            LON            | 120.15              | district-far        | The place lies in QI-BBB, more than 1 km from QI-AAA: the code is believed.
            """)
    void aRepairedCell(StandardColumn column, String value, String code, String reason) {
        Read read = read(column, value);

        assertThat(read.located).isPresent();
        assertThat(read.findings).anySatisfy(finding -> {
            assertThat(finding.row()).isEqualTo(ROW);
            assertThat(finding.code().slug()).isEqualTo(code);
            assertThat(finding.code().refuses()).isFalse();
            assertThat(finding.reason()).isEqualTo(reason);
        });
    }

    @Test
    void theWrongWayRoundIsTurnedAndTold() {
        Map<StandardColumn, String> cells = StandardFile.sound();
        cells.put(StandardColumn.LAT, "120.05");
        cells.put(StandardColumn.LON, "30.05");

        Read read = read(cells);

        assertThat(read.located).hasValueSatisfying(located -> {
            assertThat(located.facts().lat()).isEqualTo(30.05);
            assertThat(located.facts().lon()).isEqualTo(120.05);
        });
        assertThat(read.findings).extracting(f -> f.code().slug()).containsExactly("coordinates-swapped");
    }

    @Test
    void bothAddressesMayBeMissing() {
        Map<StandardColumn, String> cells = StandardFile.sound();
        cells.put(StandardColumn.ROAD_ADDRESS, "");
        cells.put(StandardColumn.LOT_ADDRESS, "");

        Read read = read(cells);

        assertThat(read.located.orElseThrow().facts().placeName()).isEqualTo("시험구청 202630000000800463");
        assertThat(read.findings).extracting(f -> f.code().slug()).containsExactly("address-missing");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        Map<StandardColumn, String> cells = StandardFile.sound();
        cells.put(StandardColumn.AGENCY, "");
        cells.put(StandardColumn.PURPOSE, "?");
        cells.put(StandardColumn.CAMERAS, "viele");
        cells.put(StandardColumn.LAT, "x");

        assertThat(read(cells).findings)
                .extracting(f -> f.column() + " " + f.code().slug())
                .containsExactly(
                        "관리기관명 missing", "설치목적구분 unknown-purpose", "카메라대수 not-a-number", "WGS84위도 not-a-number");
    }

    @Test
    void anotherDistrictsRowIsNotTaken() {
        var findings = new RowFindings(ROW);
        var header = StandardHeader.of(
                StandardColumn.EIGHTEEN.stream().map(StandardColumn::korean).toList());
        List<String> cells = List.copyOf(StandardFile.sound().values());

        Optional<Located> located = SiteRowRule.read(header, cells, TODAY, findings)
                .flatMap(facts -> PlaceRule.locate(facts, header, StandardFile.ATLAS, "QI-BBB"::equals, findings));

        assertThat(located).isEmpty();
        assertThat(findings.list().getFirst())
                .isEqualTo(new Finding(
                        ROW,
                        "개방자치단체코드",
                        "9990001",
                        FindingCode.FOREIGN_DISTRICT,
                        "This is QI-AAA, which is not one of your districts."));
    }

    @ParameterizedTest(name = "{0} cells: {1}")
    @CsvSource({
        "19, 'The row has 19 cells, the header 18: put cells with a comma inside into quotation marks.'",
        "3, The row has only 3 of the header's 18 cells."
    })
    void aRowOfAnotherWidth(int width, String reason) {
        List<String> cells = new ArrayList<>(StandardFile.sound().values());
        while (cells.size() < width) cells.add("x");
        Read read = readCells(cells.subList(0, width));

        assertThat(read.located).isEmpty();
        assertThat(read.findings).containsExactly(new Finding(ROW, null, null, FindingCode.WRONG_CELLS, reason));
    }

    private static String special(String value) {
        return switch (value) {
            case "LONG" -> "가".repeat(300);
            case "CONTROL" -> "가\u0007나";
            default -> value;
        };
    }

    private static Read read(StandardColumn column, String value) {
        Map<StandardColumn, String> cells = new EnumMap<>(StandardFile.sound());
        cells.put(column, value);
        return read(cells);
    }

    private static Read read(Map<StandardColumn, String> cells) {
        return readCells(StandardColumn.EIGHTEEN.stream().map(cells::get).collect(Collectors.toList()));
    }

    private static Read readCells(List<String> cells) {
        var findings = new RowFindings(ROW);
        var header = StandardHeader.of(
                StandardColumn.EIGHTEEN.stream().map(StandardColumn::korean).toList());
        Optional<Located> located = SiteRowRule.read(header, cells, TODAY, findings)
                .flatMap(facts -> PlaceRule.locate(facts, header, StandardFile.ATLAS, code -> true, findings));
        return new Read(located, findings.list());
    }

    private record Read(Optional<Located> located, List<Finding> findings) {}
}
