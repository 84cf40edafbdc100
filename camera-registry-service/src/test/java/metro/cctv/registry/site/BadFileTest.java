package metro.cctv.registry.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** Files that are no standard data or no GeoJSON: each refusal says what to do. */
class BadFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            STANDARD | 504b030414000600             | This is a ZIP archive or an Excel workbook (.xlsx): unpack it, or save the sheet as CSV UTF-8.
            STANDARD | d0cf11e0a1b11ae1             | This is an Excel workbook (.xls): save the sheet as CSV UTF-8.
            STANDARD | 1f8b0800                     | This is a gzip archive: unpack it first.
            STANDARD | 377abcaf271c                 | This is a 7-Zip archive: unpack it first.
            STANDARD | 255044462d312e37             | This is a PDF: take the CSV file of the data set.
            STANDARD | fffe1cac                     | The file is UTF-16: save it as CSV UTF-8 (in Excel: "CSV UTF-8").
            STANDARD | feffac1c                     | The file is UTF-16: save it as CSV UTF-8 (in Excel: "CSV UTF-8").
            STANDARD | 61006200630064               | The file is binary or UTF-16 without a mark: save it as CSV UTF-8.
            STANDARD | 20200a0a                     | The file holds nothing but blanks.
            STANDARD | 7b2274797065223a             | This is JSON: say format=geojson, or send the standard data as CSV.
            STANDARD | 3c21444f43545950             | This is a web page or XML, perhaps an error page: download the CSV file again.
            STANDARD | efbbbf3c68746d6c             | This is a web page or XML, perhaps an error page: download the CSV file again.
            GEOJSON  | eab09c2ceb8280               | This is no GeoJSON: it must begin with {"type": "FeatureCollection". For CSV say format=standard.
            GEOJSON  | 5b7b7d5d                     | A GeoJSON file begins with {"type": "FeatureCollection"; this is a bare array.
            GEOJSON  | 504b030414000600             | This is a ZIP archive or an Excel workbook (.xlsx): unpack it, or save the sheet as CSV UTF-8.
            """)
    void somethingElse(FileFormat format, String hex, String words) {
        refused(format, null, HexFormat.of().parseHex(hex), words);
    }

    @Test
    void emptyFiles() {
        refused(FileFormat.STANDARD, null, new byte[0], "The file is empty.");
    }

    @Test
    void textOfNoEncoding() {
        byte[] broken = ("개방자치단체코드,관리번호\n" + "가".repeat(20_000)).getBytes(StandardCharsets.UTF_8);
        broken[40_000] = (byte) 0xff;
        refused(
                FileFormat.STANDARD,
                null,
                broken,
                "The file is neither UTF-8 (byte 39998) nor CP949 (byte 6): save it as CSV UTF-8.");
    }

    @Test
    void notTheEncodingThatWasTold() {
        byte[] cp949 = "개방자치단체코드,관리번호\n".getBytes(Charset.forName("MS949"));
        refused(
                FileFormat.STANDARD,
                TextEncoding.UTF_8,
                cp949,
                "The file is no UTF-8: byte 0 cannot be. Leave the encoding out, or say cp949.");
        refused(
                FileFormat.GEOJSON,
                null,
                ("{\"type\": \"FeatureCollection\", \"name\": \"" + (char) 0xb0).getBytes(StandardCharsets.ISO_8859_1),
                "The file is no UTF-8: byte 39 cannot be. GeoJSON is always UTF-8.");
    }

    @Test
    void encodingsAreFoundOut() throws IOException {
        String text = StandardFile.eighteen().row(java.util.Map.of()).text();
        assertThat(encodingOf(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(TextEncoding.UTF_8);
        assertThat(encodingOf(("\ufeff" + text).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(TextEncoding.UTF_8);
        assertThat(encodingOf(text.getBytes(Charset.forName("MS949")))).isEqualTo(TextEncoding.CP949);
        String longer = StandardFile.eighteen()
                .row(java.util.Map.of())
                .raw("가".repeat(50_001))
                .text();
        assertThat(encodingOf(longer.getBytes(StandardCharsets.UTF_8))).isEqualTo(TextEncoding.UTF_8);
        assertThat(encodingOf(longer.getBytes(Charset.forName("MS949")))).isEqualTo(TextEncoding.CP949);
    }

    @Test
    void tooLargeWhetherAnnouncedOrNot() {
        assertThatThrownBy(
                        () -> spool(10).receive(UUID.randomUUID(), FileFormat.STANDARD, null, 11, body(new byte[11])))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.TOO_LARGE));
        assertThatThrownBy(() -> spool(10)
                        .receive(
                                UUID.randomUUID(),
                                FileFormat.STANDARD,
                                null,
                                -1,
                                body("abcdefghijkl".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.TOO_LARGE));
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            관리기관명,설치목적구분         | The file lacks the columns 소재지도로명주소, 소재지지번주소, 카메라대수, 카메라화소수, 촬영방면정보, 보관일수, 설치년월, 관리기관전화번호, 위도, 경도, 데이터기준일자 of the 13-column standard data: take the file as the portal gives it, with its first row.
            관리번호,관리기관명,관리기관명  | The column 관리기관명 is there twice: remove one.
            위도,WGS84위도                  | The column WGS84위도 is there twice: remove one.
            가;나;다                        | The columns are parted by ";": save the file as CSV with commas.
            개방자치단체코드;관리번호       | The columns are parted by ";": save the file as CSV with commas.
            3000000,20263000,종로구청       | The first row names no column of the standard data (관리번호, 관리기관명, 설치목적구분 …), it begins with "3000000": send 전국CCTV표준데이터 as CSV, with its first row, or say format=geojson.
            """)
    void otherColumns(String header, String words) throws IOException {
        Path file = file((header + "\n1,2,3\n").getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> StandardImport.headerOf(file, TextEncoding.UTF_8))
                .isInstanceOf(FileRefused.class)
                .hasMessage(words);
    }

    @Test
    void theNewestColumnsButOne() throws IOException {
        String header = StandardColumn.EIGHTEEN.stream()
                .filter(c -> c != StandardColumn.LON)
                .map(StandardColumn::korean)
                .collect(Collectors.joining(","));
        Path file = file(header.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> StandardImport.headerOf(file, TextEncoding.UTF_8))
                .hasMessage("The file lacks the column WGS84경도 of the 18-column standard data: "
                        + "take the file as the portal gives it, with its first row.");
    }

    @Test
    void columnsInAnyOrderByAnyOfTheirNamesAlsoComposedApart() throws IOException {
        List<String> names = new java.util.ArrayList<>(StandardColumn.EIGHTEEN.stream()
                .map(c -> c == StandardColumn.INSTALLED ? "설치년월" : c == StandardColumn.LAT ? "wgs84_lat" : c.korean())
                .toList());
        java.util.Collections.reverse(names);
        names.add("제공기관코드");
        String header =
                "\ufeff" + java.text.Normalizer.normalize(String.join(", ", names), java.text.Normalizer.Form.NFD);
        StandardHeader read =
                StandardImport.headerOf(file(header.getBytes(StandardCharsets.UTF_8)), TextEncoding.UTF_8);

        assertThat(read.columns()).hasSize(18);
        assertThat(read.at().get(StandardColumn.MODIFIED_AT)).isZero();
        assertThat(read.at().get(StandardColumn.STANDARD_CODE)).isEqualTo(17);
        assertThat(read.ignored()).hasSize(1);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~"a","b"x,c~      | Row 2 (about line 2) cannot be read: a quotation mark is not closed, or text follows one.
            ~"never closed~   | a quotation mark is not closed
            ~COMMAS~          | Row 2 (about line 2) cannot be read: it has more than 200 cells.
            ~HUGE~            | a cell has more than 20000 characters
            """)
    void brokenRows(String row, String words) throws IOException {
        String text = switch (row) {
            case "COMMAS" -> ",".repeat(5_000_000);
            case "HUGE" -> "\"" + "x".repeat(5_000_000);
            default -> row;
        };
        try (CsvRows rows =
                new CsvRows(file(("h\n" + text + "\n").getBytes(StandardCharsets.UTF_8)), TextEncoding.UTF_8)) {
            assertThat(rows.next()).containsExactly("h");
            assertThatThrownBy(() -> {
                        while (rows.next() != null) continue;
                    })
                    .isInstanceOf(FileRefused.class)
                    .hasMessageContaining(words);
        }
    }

    @Test
    void quotedLineBreaksAndBlankRowsDoNotDisturbTheCount() throws IOException {
        String text = "h1,h2\r\n\"a\nb\",\"say \"\"hi\"\"\"\r\n\r\n,,\r\nlast,1";
        try (CsvRows rows = new CsvRows(file(text.getBytes(StandardCharsets.UTF_8)), TextEncoding.UTF_8)) {
            rows.next();
            assertThat(rows.next()).containsExactly("a\nb", "say \"hi\"");
            assertThat(rows.row()).isEqualTo(2);
            assertThat(rows.next()).isEmpty();
            assertThat(rows.next()).isEmpty();
            assertThat(rows.next()).containsExactly("last", "1");
            assertThat(rows.row()).isEqualTo(5);
            assertThat(rows.next()).isNull();
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"type": "Feature"}                                          | This is no GeoJSON FeatureCollection
            {"type": "FeatureCollection"}                                | This is no GeoJSON FeatureCollection
            {"type": "FeatureCollection", "features": {}}                | This is no GeoJSON FeatureCollection
            {"type": "FeatureCollection", "features": [1]}               | Feature 1 is no object.
            {"type": "FeatureCollection", "features": [{"a": 1}, {"b":   | The JSON breaks off at feature 2
            {"type": "FeatureCollection", "features": [{"a": 1} {"b": 2}]} | The JSON breaks off at feature 1, line 1
            {"type": "FeatureCollection", "features": [{"a": 1}]         | The JSON breaks off at feature 1
            {"type": "FeatureCollection", "features": [{"a": MANY}]}     | A feature has more than 20000 values: that is no camera.
            {"type": "FeatureCollection", "features": [{"a": DEEP}]}     | The JSON breaks off at feature 1
            """)
    void brokenGeoJson(String text, String words) {
        String json = text.replace("MANY", "[" + "1,".repeat(30_000) + "1]").replace("DEEP", "[".repeat(100));
        assertThatThrownBy(() -> {
                    try (GeoFeatures features = new GeoFeatures(file(json.getBytes(StandardCharsets.UTF_8)))) {
                        while (features.skip()) continue;
                    }
                })
                .isInstanceOf(FileRefused.class)
                .hasMessageContaining(words);
    }

    private void refused(
            FileFormat format, @org.jspecify.annotations.Nullable TextEncoding told, byte[] bytes, String words) {
        assertThatThrownBy(() -> spool(1 << 20).receive(UUID.randomUUID(), format, told, bytes.length, body(bytes)))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.type()).isEqualTo(ProblemType.IMPORT_REFUSED);
                    assertThat(e.detail()).isEqualTo(words);
                });
        assertThat(folder).isEmptyDirectory();
    }

    private TextEncoding encodingOf(byte[] bytes) throws IOException {
        return spool(1 << 20)
                .receive(UUID.randomUUID(), FileFormat.STANDARD, null, -1, body(bytes))
                .encoding();
    }

    private UploadSpool spool(long maxBytes) {
        return new UploadSpool(new SiteProperties(
                folder, DataSize.ofBytes(maxBytes), 100, 100, 8, 10, 100, 2, Duration.ofSeconds(30)));
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve(UUID.randomUUID() + ".csv"), bytes);
    }

    private static ByteArrayInputStream body(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }
}
