package metro.cctv.registry.district;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class OutlineRuleTest {
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            []                                                                      | outline: a GeoJSON Polygon or MultiPolygon
            "POLYGON((0 0))"                                                        | outline: a GeoJSON Polygon or MultiPolygon
            {"type": "Polygon"}                                                     | outline: coordinates are missing
            {"type": "Point", "coordinates": [127, 36]}                             | outline: type Polygon or MultiPolygon, was "Point"
            {"coordinates": []}                                                     | outline: type Polygon or MultiPolygon, was ""
            {"type": "Polygon", "coordinates": []}                                  | outline: at least one ring
            {"type": "MultiPolygon", "coordinates": []}                             | outline: at least one polygon
            {"type": "MultiPolygon", "coordinates": [[]]}                           | outline: polygon 0, at least one ring
            {"type": "Polygon", "coordinates": [[[0,0],[1,0],[0,0]]]}               | outline: ring 0: at least 4 positions, the last as the first
            {"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,1]]]}         | outline: ring 0: not closed, the last position must be the first
            {"type": "Polygon", "coordinates": [[[0,0],[1,0],["1",1],[0,0]]]}       | outline: ring 0, position 2: [longitude, latitude]
            {"type": "Polygon", "coordinates": [[[0,0],[1],[1,1],[0,0]]]}           | outline: ring 0, position 1: [longitude, latitude]
            {"type": "Polygon", "coordinates": [[[0,0],[181,0],[1,1],[0,0]]]}       | outline: ring 0, position 1: longitude -180 to 180, latitude -85 to 85
            {"type": "Polygon", "coordinates": [[[36,127],[37,127],[37,128],[36,127]]]} | outline: ring 0, position 0: longitude -180 to 180, latitude -85 to 85
            """)
    void whatIsNoOutline(String outline, String words) {
        assertThatThrownBy(() -> OutlineRule.rings(JSON.readTree(outline)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(words);
    }

    @Test
    void aHoleAndAnIslandAreRings() {
        var rings = OutlineRule.rings(JSON.readTree("""
                {"type": "MultiPolygon", "coordinates": [
                  [[[0,0],[4,0],[4,4],[0,4],[0,0]], [[1,1],[2,1],[2,2],[1,2],[1,1]]],
                  [[[6,0],[7,0],[7,1],[6,0]]]]}"""));
        var area = new DistrictArea("MT-AAA", null, rings);

        assertThat(rings).hasSize(3);
        assertThat(area.contains(3, 3)).isTrue();
        assertThat(area.contains(1.5, 1.5)).isFalse();
        assertThat(area.contains(6.9, 0.1)).isTrue();
        assertThat(area.contains(5, 1)).isFalse();
    }

    @Test
    void noMoreThanTenThousandVertices() {
        String ring = IntStream.rangeClosed(0, 10_000)
                .mapToObj(i -> "[" + (i == 10_000 ? 0 : i / 1e4) + ",0]")
                .collect(Collectors.joining(",", "[", "]"));
        assertThatThrownBy(() ->
                        OutlineRule.rings(JSON.readTree("{\"type\": \"Polygon\", \"coordinates\": [" + ring + "]}")))
                .hasMessage("outline: at most 10000 vertices");
    }

    @ParameterizedTest(name = "{0}, {1}: {2} m")
    @CsvSource({"127.0, 36.5, 0", "127.0, 36.0, 0", "127.0, 35.99, 1112", "127.51, 36.5, 894", "127.51, 37.01, 1424"})
    void distanceOutside(double lon, double lat, double metres) {
        var area = new DistrictArea(
                "MT-AAA", null, java.util.List.of(new double[] {126.5, 36, 127.5, 36, 127.5, 37, 126.5, 37, 126.5, 36
                }));

        assertThat(area.distanceM(lon, lat)).isCloseTo(metres, org.assertj.core.data.Offset.offset(2.0));
        assertThat(area.isWithin(lon, lat, 1_000)).isEqualTo(metres <= 1_000);
    }
}
