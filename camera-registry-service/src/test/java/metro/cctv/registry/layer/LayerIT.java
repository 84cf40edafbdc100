package metro.cctv.registry.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import metro.cctv.contracts.access.Role;
import metro.cctv.registry.RegistryTest;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

class LayerIT extends RegistryTest {
    private static final String HOSPITAL = """
            {"type": "Feature", "id": "h1", "properties": {"name": "시립병원", "kind": "응급실", "capacity": 20, "free": 3,
              "phone": "042-111-2222", "director": "somebody"}, "geometry": {"type": "Point", "coordinates": [127.3850, 36.3500]}}""";
    private static final String PARK = """
            {"type": "Feature", "id": "h2", "properties": null, "geometry": {"type": "Polygon",
              "coordinates": [[[127.39, 36.35], [127.40, 36.35], [127.40, 36.36], [127.39, 36.36], [127.39, 36.35]]]}}""";

    @Test
    void aLayerIsReplacedAndAsked() {
        Answer put = put("HOSPITAL", collection(HOSPITAL, PARK));
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.json().get("features").asInt()).isEqualTo(2);
        assertThat(put.json().get("ignoredProperties").get(0).asString()).isEqualTo("director");

        JsonNode near = get("/api/layers/HOSPITAL/near?lon=127.386&lat=36.35&radiusM=2000", OPERATOR)
                .json()
                .get("items");
        assertThat(near.size()).isEqualTo(2);
        assertThat(near.get(0).get("name").asString()).isEqualTo("시립병원");
        assertThat(near.get(0).get("distanceM").asDouble()).isBetween(89.0, 91.0);
        assertThat(near.get(1).get("lon").asDouble()).isEqualTo(127.39);
        assertThat(near.toString()).doesNotContain("somebody");

        Answer tile = get("/api/layers/tiles/14/13989/6414.mvt", OPERATOR);
        assertThat(new String(tile.bytes(), StandardCharsets.UTF_8)).contains("hospital", "시립병원");
        assertThat(tile.response().getHeaders().getCacheControl()).contains("no-cache", "private");

        put("HOSPITAL", collection(PARK));
        assertThat(get("/api/layers/HOSPITAL/near?lon=127.386&lat=36.35&radiusM=100", OPERATOR)
                        .json()
                        .get("items")
                        .size())
                .isZero();
        assertThat(new String(
                        get("/api/layers/tiles/14/13989/6414.mvt", OPERATOR).bytes(), StandardCharsets.UTF_8))
                .doesNotContain("시립병원");
        JsonNode list = get("/api/layers", OPERATOR).json();
        assertThat(list.size()).isEqualTo(6);
        assertThat(list.get(2).get("layer").asString()).isEqualTo("HOSPITAL");
        assertThat(list.get(2).get("features").asInt()).isEqualTo(1);
    }

    @Test
    void aWrongFeatureChangesNothing() {
        put("SHELTER", collection(HOSPITAL.replace("시립병원", "체육관")));
        String crossed = """
                {"type": "Feature", "geometry": {"type": "Polygon", "coordinates":
                  [[[127, 36], [127.1, 36.1], [127.1, 36], [127, 36.1], [127, 36]]]}}""";
        String far = "{\"type\": \"Feature\", \"geometry\": {\"type\": \"Point\", \"coordinates\": [36, 127]}}";
        Answer refused = put("SHELTER", collection(PARK, crossed, far));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("detail").asString())
                .isEqualTo("2 of 3 features are wrong; nothing was changed.");
        assertThat(refused.json().get("features").toString())
                .contains("Self-intersection at 127.05 36.05", "are the two swapped", "\"feature\":2", "\"feature\":3");
        assertThat(get("/api/layers", OPERATOR).json().get(5).get("features").asInt())
                .isEqualTo(1);
        assertThat(get("/api/layers/SHELTER/near?lon=127.385&lat=36.35", OPERATOR)
                        .json()
                        .get("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void thousandsOfFeaturesInOneBody() {
        String many = IntStream.range(0, 2_000)
                .mapToObj(i ->
                        "{\"type\":\"Feature\",\"properties\":{\"kind\":\"지상식\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":["
                                + (127.3 + i * 1e-5) + ",36.3]}}")
                .collect(Collectors.joining(","));
        assertThat(put("HYDRANT", collection(many)).json().get("features").asInt())
                .isEqualTo(2_000);
        assertThat(get("/api/layers/tiles/10/874/401.mvt", OPERATOR).bytes().length)
                .isLessThan(30_000);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            PK\\u0003\\u0004zip of nonsense                     | 400 | The body is no JSON: line 1
            []                                                  | 422 | a GeoJSON FeatureCollection is needed
            {"type": "FeatureCollection"}                       | 422 | features: an array is needed
            {"type": "Collection", "features": []}              | 422 | type: "FeatureCollection" is needed
            {"type": "FeatureCollection", "features": [1]}      | 422 | features[0]: an object is needed
            {"type": "FeatureCollection", "features": [{}]}     | 422 | 1 of 1 features are wrong
            {"type": "FeatureCollection", "features": [         | 400 | The body is no JSON
            {"type": "FeatureCollection", "features": []} {}    | 422 | something follows
            """)
    void filesThatAreNone(String body, int status, String words) {
        Answer answer = put("PARKING", body.replace("\\u0003\\u0004", "\u0003\u0004"));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("detail").asString()).contains(words);
    }

    @Test
    void theSameIdTwiceIsRefused() {
        Answer twice = put("PARKING", collection(HOSPITAL, HOSPITAL));
        assertThat(twice.status()).isEqualTo(422);
        assertThat(twice.json().get("features").toString()).contains("id: comes twice");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyThoseWhoRunCamerasReplaceLayers(Role role) {
        String body = collection(PARK);
        int status = call(HttpMethod.PUT, "/api/layers/HAZARD", TokenFixture.bearer(role, "*"), body)
                .status();
        assertThat(status).isEqualTo(role == Role.MANAGER ? 200 : 403);
        assertThat(call(HttpMethod.PUT, "/api/layers/HAZARD", TokenFixture.bearer(role, "DJ-SEO"), body)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void thereAreSixLayers() {
        assertThat(put("PEOPLE", collection(PARK)).status()).isEqualTo(404);
        assertThat(get("/api/layers/PEOPLE/near?lon=127&lat=36", OPERATOR).status())
                .isEqualTo(404);
        assertThat(get("/api/layers/HAZARD/near?lon=127&lat=36&radiusM=0", OPERATOR)
                        .status())
                .isEqualTo(422);
        assertThat(get("/api/layers/tiles/20/0/0.mvt", OPERATOR).status()).isEqualTo(400);
        assertThat(get("/api/layers", null).status()).isEqualTo(401);
    }

    private Answer put(String layer, String body) {
        return call(HttpMethod.PUT, "/api/layers/" + layer, MANAGER, body);
    }

    private static String collection(String... features) {
        return "{\"type\": \"FeatureCollection\", \"features\": [" + String.join(",", features) + "]}";
    }
}
