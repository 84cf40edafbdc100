package metro.cctv.registry.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import metro.cctv.registry.RegistryTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;

/** What nobody should ask, and the words that say why. */
class SpaceRefusalsIT extends RegistryTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nearest?lon=127.3&lat=36.3&radiusM=0              | 422 | radiusM: 1.0 to 20000.0
            nearest?lon=127.3&lat=36.3&radiusM=-1             | 422 | radiusM: 1.0 to 20000.0
            nearest?lon=127.3&lat=36.3&radiusM=1e9            | 422 | radiusM: 1.0 to 20000.0
            nearest?lon=127.3&lat=36.3&radiusM=NaN            | 422 | radiusM: 1.0 to 20000.0, was NaN
            nearest?lon=127.3&lat=36.3&limit=0                | 422 | limit: 1.0 to 500.0
            nearest?lon=127.3&lat=36.3&limit=1000000          | 422 | limit: 1.0 to 500.0
            nearest?lon=36.3&lat=127.3                        | 422 | swapped
            nearest?lon=181&lat=36.3                          | 422 | lon: -180.0 to 180.0
            nearest?lon=Infinity&lat=36.3                     | 422 | lon: -180.0 to 180.0, was Infinity
            nearest?lon=127.3                                 | 400 | lat
            nearest?lon=east&lat=36.3                         | 400 | lon
            sees?lon=127.3&lat=36.3&heightM=-1                | 422 | heightM: 0.0 to 500.0
            sees?lon=127.3&lat=36.3&heightM=1e4               | 422 | heightM: 0.0 to 500.0
            sees?lon=127.3&lat=91                             | 422 | lat: -90.0 to 90.0
            sees?lon=NaN&lat=36                               | 422 | lon: -180.0 to 180.0, was NaN
            within?polygon=127.3%2036.3                       | 422 | 3 to 200 corners
            within?polygon=1%202,3%204,5                      | 422 | corner 3
            within?polygon=1%202,3%204,5%20x                  | 422 | corner 3
            within?polygon=                                   | 422 | 3 to 200 corners
            within?polygon=-180%20-90,180%20-90,180%2090      | 422 | at most 2.0 degrees across
            within?polygon=127%2036,127.1%2036,127%2036.1&cursor=%27or1=1 | 400 | cursor
            within?polygon=127%2036,127.1%2036.1,127.1%2036,127%2036.1    | 422 | Self-intersection
            search?q=                                         | 422 | q: a letter or a digit
            search?q=%25                                      | 422 | q: a letter or a digit
            search?q=___                                      | 422 | q: a letter or a digit
            search?q=a&limit=0                                | 422 | limit: 1.0 to 100.0
            search                                            | 400 | q
            tiles/30/0/0.mvt                                  | 400 | z: 0 to 18
            tiles/2/4/0.mvt                                   | 400 | x, y: 0 to 3
            tiles/2/0/-1.mvt                                  | 400 | x, y: 0 to 3
            tiles/10/0/0.mvt?purpose=SPYING                   | 400 | purpose
            tiles/10/0/0.mvt?health=FINE                      | 400 | health
            tiles/10/0/0.mvt?district=%27%20or%201=1          | 422 | district: a code such as
            """)
    void questions(String question, int status, String words) {
        Answer answer = get("/api/cameras/" + question, OPERATOR);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("detail").asString()).contains(words);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            not json                                                                       | 400 | no JSON
            {"type": "Polygon"                                                             | 400 | no JSON: line 1
            {"type": "Polygon", "coordinates": [[[NaN, 1], [2, 1], [2, 2], [NaN, 1]]]}     | 400 | no JSON
            []                                                                             | 422 | geometry: a GeoJSON geometry object
            {"type": "Circle", "coordinates": []}                                          | 422 | type: one of Polygon, MultiPolygon, was "Circle"
            {"type": "Point", "coordinates": [127, 36]}                                    | 422 | type: one of Polygon, MultiPolygon, was "Point"
            {"type": "Polygon"}                                                            | 422 | coordinates: an array, was missing
            {"type": "Polygon", "coordinates": []}                                         | 422 | coordinates: an array of rings
            {"type": "Polygon", "coordinates": [[[127, 36], [127.1, 36], [127, 36]]]}      | 422 | at least 4 positions, was 3
            {"type": "Polygon", "coordinates": [[[127, 36], [127.1, 36], [127.1, 36.1], [127, 36.1]]]} | 422 | coordinates[0]: the ring is not closed
            {"type": "Polygon", "coordinates": [[[127, 36], [127.1, 36.1], [127.1, 36], [127, 36.1], [127, 36]]]} | 422 | Self-intersection at 127.05 36.05
            {"type": "Polygon", "coordinates": [[[36, 127], [36.1, 127], [36.1, 127.1], [36, 127]]]} | 422 | coordinates[0][0]: latitude -90 to 90, was 127.0; GeoJSON gives the longitude first
            {"type": "Polygon", "coordinates": [[[1e999, 36], [127.1, 36], [127.1, 36.1], [1e999, 36]]]} | 422 | longitude -180 to 180, was Infinity
            {"type": "Polygon", "coordinates": [[[127, -91], [127.1, 36], [127.1, 36.1], [127, -91]]]} | 422 | latitude -90 to 90, was -91.0
            {"type": "Polygon", "coordinates": [[["127", 36], [127.1, 36], [127.1, 36.1], ["127", 36]]]} | 422 | coordinates[0][0]: two numbers
            {"type": "Polygon", "coordinates": [[[127], [127.1, 36], [127.1, 36.1], [127]]]} | 422 | coordinates[0][0]: a position
            {"type": "Polygon", "coordinates": [[[127, 36], [127.1, 36], [127.1, 36.1], [127, 36]], [[128, 37], [128.1, 37], [128.1, 37.1], [128, 37]]]} | 422 | Hole lies outside shell
            {"type": "Polygon", "coordinates": [[[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]]} | 422 | at most 2.0 degrees across, was 360.0 by 180.0
            {"type": "MultiPolygon", "coordinates": []}                                    | 422 | coordinates: 1 to 100 Polygon parts, was 0
            {"type": "Feature", "geometry": null}                                          | 422 | geometry: a GeoJSON geometry object, was null
            """)
    void areas(String body, int status, String words) {
        Answer answer = post("/api/cameras/within", OPERATOR, body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("detail").asString()).contains(words);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            widthM=0    | {"type": "LineString", "coordinates": [[127, 36], [127.01, 36]]}   | 422 | widthM: 1.0 to 500.0
            widthM=501  | {"type": "LineString", "coordinates": [[127, 36], [127.01, 36]]}   | 422 | widthM: 1.0 to 500.0
            widthM=30   | {"type": "LineString", "coordinates": [[127, 36]]}                 | 422 | at least 2 positions
            widthM=30   | {"type": "LineString", "coordinates": [[127, 36], [127, 36]]}      | 422 | a way of up to 50000 m, was 0 m
            widthM=30   | {"type": "LineString", "coordinates": [[127, 36], [128, 36]]}      | 422 | a way of up to 50000 m
            widthM=30   | {"type": "LineString", "coordinates": [[36, 127], [36, 128]]}      | 422 | are the two swapped
            widthM=30   | {"type": "Polygon", "coordinates": []}                             | 422 | type: one of LineString
            """)
    void ways(String query, String body, int status, String words) {
        Answer answer = post("/api/cameras/route?" + query, OPERATOR, body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("detail").asString()).contains(words);
    }

    @Test
    void tooManyVerticesAndTooManyBytes() {
        String ring = IntStream.rangeClosed(0, 6_000)
                .mapToObj(i -> {
                    double angle = 2 * Math.PI * (i % 6_000) / 6_000;
                    return "[" + (127 + 0.1 * Math.cos(angle)) + "," + (36 + 0.1 * Math.sin(angle)) + "]";
                })
                .collect(Collectors.joining(",", "[", "]"));
        Answer many = post("/api/cameras/within", OPERATOR, "{\"type\": \"Polygon\", \"coordinates\": [" + ring + "]}");
        assertThat(many.status()).isEqualTo(422);
        assertThat(many.json().get("detail").asString()).contains("at most 5000 positions, was 6001");
        Answer large = post("/api/cameras/within", OPERATOR, " ".repeat(600_000) + "{}");
        assertThat(large.status()).isEqualTo(413);
        assertThat(call(HttpMethod.POST, "/api/cameras/route", OPERATOR, "").status())
                .isEqualTo(400);
    }
}
