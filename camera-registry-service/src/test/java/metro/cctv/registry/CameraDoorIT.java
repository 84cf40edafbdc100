package metro.cctv.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.testkit.TokenFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CameraDoorIT extends RegistryTest {
    private static final List<String> SHIPPED = List.of("DJ-DON", "DJ-JUN", "DJ-SEO", "DJ-YUS", "DJ-DAE");

    private static final double LON = 127.3849;
    private static final double LAT = 36.3504;

    @Autowired
    JdbcClient jdbc;

    @Test
    void everyChangeBecomesAnEventInOrderAndARetiredCameraATombstone() {
        String code = freshCode();
        assertThat(post("/api/cameras", MANAGER, camera(code, "DJ-SEO", LON, LAT))
                        .status())
                .isEqualTo(201);
        assertThat(patch(code, "{\"name\": \"둔산동\", \"state\": \"SUSPENDED\"}").status())
                .isEqualTo(200);
        assertThat(call(HttpMethod.DELETE, "/api/cameras/" + code, MANAGER, null)
                        .status())
                .isEqualTo(204);
        assertThat(call(HttpMethod.DELETE, "/api/cameras/" + code, MANAGER, null)
                        .status())
                .isEqualTo(204);

        await().until(() -> recordsOf(Topics.CAMERA, code).size() >= 4);
        var events = recordsOf(Topics.CAMERA, code);
        assertThat(events).hasSize(4);
        assertThat(events.subList(0, 3).stream()
                        .map(r -> json.readTree(r.value()).get("state").asString()))
                .containsExactly("ACTIVE", "SUSPENDED", "RETIRED");
        assertThat(events.subList(0, 3).stream()
                        .map(r -> json.readTree(r.value()).get("version").asLong()))
                .containsExactly(1L, 2L, 3L);
        assertThat(events.get(3).value()).isNull();
        await().until(() -> recordsOf(Topics.AUDIT, code).size() >= 4);
    }

    @Test
    void aKnownCodeIsAConflictAndChangesNothing() {
        String code = freshCode();
        post("/api/cameras", MANAGER, camera(code, "DJ-SEO", LON, LAT));

        Answer again = post("/api/cameras", SERVICE, camera(code, "DJ-YUS", LON, LAT));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.problem()).isEqualTo("camera-code-taken");
        assertThat(get("/api/cameras/" + code, MANAGER)
                        .json()
                        .get("districtCode")
                        .asString())
                .isEqualTo("DJ-SEO");
    }

    @Test
    void credentialsGoInAndComeOutForServicesOnly() {
        String code = freshCode();
        ObjectNode input = (ObjectNode) json.readTree(camera(code, "DJ-SEO", LON, LAT));
        input.putObject("credentials").put("username", "viewer").put("password", "only-here-9137");
        Answer created = post("/api/cameras", MANAGER, input.toString());

        assertThat(created.json().get("hasCredentials").asBoolean()).isTrue();
        assertThat(text(created)).doesNotContain("only-here-9137").doesNotContain("viewer");
        assertThat(text(get("/api/cameras/" + code, SERVICE))).doesNotContain("only-here-9137");
        assertThat(get("/internal/cameras/" + code + "/credentials", MANAGER).status())
                .isEqualTo(403);
        JsonNode secret =
                get("/internal/cameras/" + code + "/credentials", SERVICE).json();
        assertThat(secret.get("username").asString()).isEqualTo("viewer");
        assertThat(secret.get("password").asString()).isEqualTo("only-here-9137");

        await().until(() -> !recordsOf(Topics.CAMERA, code).isEmpty());
        assertThat(new String(recordsOf(Topics.CAMERA, code).getFirst().value(), StandardCharsets.UTF_8))
                .contains("\"needsCredentials\":true")
                .doesNotContain("only-here-9137");
        assertThat(patch(code, "{\"name\": \"x\"}").json().get("hasCredentials").asBoolean())
                .isTrue();
        assertThat(patch(code, "{\"credentials\": null}")
                        .json()
                        .get("hasCredentials")
                        .asBoolean())
                .isFalse();
        assertThat(get("/internal/cameras/" + code + "/credentials", SERVICE).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRoleReadsPlacesButOnlyThoseWhoRunCamerasReadStreamsAndWrite(Role role) {
        String code = freshCode();
        post("/api/cameras", MANAGER, camera(code, "DJ-SEO", LON, LAT));
        String own = TokenFixture.bearer(role, "DJ-SEO");

        JsonNode seen = get("/api/cameras/" + code, own).json();
        assertThat(seen.get("name").asString()).contains(code);
        boolean runs = role == Role.MANAGER || role == Role.LEAD || role == Role.SERVICE;
        assertThat(seen.get("mainStream").isNull()).isNotEqualTo(runs);

        boolean writes = role == Role.MANAGER || role == Role.SERVICE;
        Answer changed = call(HttpMethod.PATCH, "/api/cameras/" + code, own, "{\"headingDeg\": 10}");
        assertThat(changed.status()).isEqualTo(writes ? 200 : 403);
        assertThat(post("/api/cameras", own, camera(freshCode(), "DJ-SEO", LON, LAT))
                        .status())
                .isEqualTo(writes ? 201 : 403);
        assertThat(call(HttpMethod.PUT, "/api/cameras/" + code + "/zones", own, "[]")
                        .status())
                .isEqualTo(runs ? 200 : 403);
        assertThat(get("/internal/cameras", own).status()).isEqualTo(role == Role.SERVICE ? 200 : 403);
    }

    @Test
    void anotherDistrictsManagerFindsNothingToChange() {
        String code = freshCode();
        post("/api/cameras", MANAGER, camera(code, "DJ-SEO", LON, LAT));
        String other = TokenFixture.bearer(Role.MANAGER, "DJ-YUS");

        assertThat(get("/api/cameras/" + code, other).json().get("mainStream").isNull())
                .isTrue();
        assertThat(call(HttpMethod.PATCH, "/api/cameras/" + code, other, "{}").problem())
                .isEqualTo("not-found");
        assertThat(call(HttpMethod.DELETE, "/api/cameras/" + code, other, null).problem())
                .isEqualTo("not-found");
        assertThat(call(HttpMethod.PUT, "/api/cameras/" + code + "/zones", other, "[]")
                        .problem())
                .isEqualTo("not-found");
        assertThat(post("/api/cameras", other, camera(freshCode(), "DJ-SEO", LON, LAT))
                        .problem())
                .isEqualTo("forbidden");
    }

    @Test
    void withoutATokenThereIsNoDoor() {
        assertThat(get("/api/cameras", null).problem()).isEqualTo("not-authenticated");
        assertThat(get("/api/districts", null).status()).isEqualTo(401);
        assertThat(get("/api/cameras/tiles/0/0/0.mvt", null).status()).isEqualTo(401);
        assertThat(get("/internal/cameras", null).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "http://169.254.169.254/latest",
                "rtsp://169.254.169.254/",
                "rtsp://8.8.8.8/",
                "rtsp://a:b@10.0.0.1/",
                "rtsp://no-such-host.invalid/",
            })
    void dangerousAddressesAreRefused(String url) {
        ObjectNode input = (ObjectNode) json.readTree(camera(freshCode(), "DJ-SEO", LON, LAT));
        ((ObjectNode) input.get("mainStream")).put("url", url);

        Answer answer = post("/api/cameras", MANAGER, input.toString());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("address-refused");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            {"districtCode": "DJ-XXX"}    | invalid-field
            {"lon": 200}                  | invalid-field
            {"name": " "}                 | invalid-field
            {"name": "a\\u001bb"}         | invalid-field
            {"name": null}                | invalid-field
            {"cameraId": "OTHER-1"}       | invalid-field
            {"state": "PLANNED"}          | conflict
            {"version": 7}                | conflict
            {"purpose": "SPYING"}         | invalid-field
            {"hasCredentials": false}     | bad-request
            {"role": "MANAGER"}           | bad-request
            {"zones": [{"zoneId": "z", "name": "z", "kind": "LOITERING", "polygon": []}]} | invalid-field
            [1]                           | bad-request
            """)
    void aPatchMustLeaveASoundCamera(String patch, String problem) {
        String code = freshCode();
        post("/api/cameras", MANAGER, camera(code, "DJ-SEO", LON, LAT));

        assertThat(patch(code, patch).problem()).isEqualTo(problem);
        assertThat(get("/api/cameras/" + code, MANAGER).json().get("version").asLong())
                .isEqualTo(1);
    }

    @Test
    void listsPageByPageAndSearchesByPartOfNameOrCode() {
        String mark = freshCode();
        for (String n : new String[] {"A", "B", "C"})
            post("/api/cameras", MANAGER, camera(mark + n, "DJ-JUN", LON, LAT));

        String first =
                "/api/cameras?limit=2&district=DJ-JUN&q=" + mark.toLowerCase().substring(1);
        JsonNode page = get(first, OPERATOR).json();
        assertThat(page.get("items").valueStream().map(c -> c.get("cameraId").asString()))
                .containsExactly(mark + "A", mark + "B");
        JsonNode rest =
                get(first + "&cursor=" + page.get("next").asString(), OPERATOR).json();
        assertThat(rest.get("items").valueStream().map(c -> c.get("cameraId").asString()))
                .containsExactly(mark + "C");
        assertThat(rest.get("next").isNull()).isTrue();
        assertThat(rest.get("items").get(0).get("districtName").asString()).isEqualTo("중구");
        assertThat(get("/api/cameras?district=DJ-SEO&q=" + mark, OPERATOR)
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(get("/api/cameras?q=%25%25" + mark, OPERATOR).json().get("items"))
                .isEmpty();
        assertThat(get("/api/cameras?health=UNKNOWN&q=" + mark, OPERATOR).json().get("items"))
                .hasSize(3);
        assertThat(get("/api/cameras?health=OFFLINE&q=" + mark, OPERATOR).json().get("items"))
                .isEmpty();
        assertThat(get("/api/cameras?health=FINE", OPERATOR).problem()).isEqualTo("bad-request");
        assertThat(get("/api/cameras?limit=1000000", OPERATOR).status()).isEqualTo(200);
        assertThat(get("/api/cameras?cursor='or1=1--", OPERATOR).problem()).isEqualTo("bad-request");
        assertThat(get("/api/cameras?state='or1=1", OPERATOR).problem()).isEqualTo("bad-request");
        assertThat(get("/api/cameras?q=%27%3Bdrop%20table%20camera%3B--", OPERATOR)
                        .json()
                        .get("items"))
                .isEmpty();
    }

    @Test
    void nearestComesFirstAndNothingBeyondTheRadius() {
        String mark = freshCode();
        post("/api/cameras", MANAGER, camera(mark + "-10", "DJ-DON", 127.5001, 36.3000));
        post("/api/cameras", MANAGER, camera(mark + "-50", "DJ-DON", 127.5005, 36.3000));
        post("/api/cameras", MANAGER, camera(mark + "-900", "DJ-DON", 127.5100, 36.3000));
        post("/api/cameras", MANAGER, camera(mark + "-S", "DJ-DON", 127.5002, 36.3000));
        patch(mark + "-S", "{\"state\": \"SUSPENDED\"}");

        JsonNode near = get("/api/cameras/nearest?lon=127.5&lat=36.3&radiusM=300", OPERATOR)
                .json()
                .get("items");

        assertThat(near.valueStream().map(i -> i.get("camera").get("cameraId").asString()))
                .containsExactly(mark + "-10", mark + "-50");
        assertThat(near.get(0).get("distanceM").asDouble()).isBetween(8.5, 9.5);
        assertThat(near.get(0).get("camera").propertyNames())
                .as("what is the same for whoever asks")
                .doesNotContain("mainStream", "subStream", "onvifAddress", "security", "law");
        JsonNode inside = get("/internal/cameras/nearest?lon=127.5&lat=36.3&radiusM=5000&limit=3", SERVICE)
                .json();
        assertThat(inside.get("items")).hasSize(3);
        assertThat(get("/api/cameras/nearest?lon=127.5&lat=36.3&radiusM=1e9", OPERATOR)
                        .problem())
                .isEqualTo("invalid-field");
        assertThat(get("/api/cameras/nearest?lon=NaN&lat=36.3", OPERATOR).problem())
                .isEqualTo("invalid-field");
    }

    @Test
    void servicesReadAllCamerasAsTheEventsSayThem() {
        String code = freshCode();
        post("/api/cameras", SERVICE, camera(code, "DJ-DAE", LON, LAT));

        JsonNode all = get("/internal/cameras", SERVICE).json();

        assertThat(all.get("items")
                        .valueStream()
                        .filter(c -> c.get("cameraId").asString().equals(code)))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.get("subStream").get("transport").asString()).isEqualTo("TCP");
                    assertThat(c.get("needsCredentials").asBoolean()).isFalse();
                });
        assertThat(get("/internal/cameras?district=DJ-XXX", SERVICE).json().get("items"))
                .isEmpty();
    }

    @Test
    void districtsHoldTheirRealPlacesAndTouchWithoutOverlap() {
        // Other tests enter districts of their own.
        List<JsonNode> shipped = get("/api/districts", OPERATOR)
                .json()
                .get("features")
                .valueStream()
                .filter(d ->
                        SHIPPED.contains(d.get("properties").get("districtCode").asString()))
                .toList();
        assertThat(shipped).hasSize(5).allSatisfy(district -> {
            assertThat(district.get("properties").get("simplified").asBoolean()).isTrue();
            assertThat(district.get("geometry").get("type").asString()).isEqualTo("MultiPolygon");
        });
        assertThat(districtAt(127.3849, 36.3504)).isEqualTo("DJ-SEO");
        assertThat(districtAt(127.3419, 36.3538)).isEqualTo("DJ-YUS");
        assertThat(districtAt(127.3448, 36.3668)).isEqualTo("DJ-YUS");
        assertThat(districtAt(127.4342, 36.3324)).isEqualTo("DJ-DON");
        assertThat(districtAt(127.4127, 36.3220)).isEqualTo("DJ-JUN");
        assertThat(districtAt(127.4293, 36.4512)).isEqualTo("DJ-DAE");
        assertThat(jdbc.sql("""
                        select count(*) from district a join district b on a.code < b.code
                        where st_area(st_intersection(a.outline, b.outline)) > 0 and a.code = any(?) and b.code = any(?)
                        """)
                        .params(SHIPPED.toArray(String[]::new), SHIPPED.toArray(String[]::new))
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select st_geometrytype(st_union(outline)) from district where code = any(?)")
                        .param(SHIPPED.toArray(String[]::new))
                        .query(String.class)
                        .single())
                .isEqualTo("ST_Polygon");
    }

    private String districtAt(double lon, double lat) {
        return jdbc.sql(
                        "select code from district where st_contains(outline, st_setsrid(st_makepoint(?, ?), 4326)) and code = any(?)")
                .params(lon, lat, SHIPPED.toArray(String[]::new))
                .query(String.class)
                .single();
    }

    private Answer patch(String code, String body) {
        return call(HttpMethod.PATCH, "/api/cameras/" + code, MANAGER, body);
    }

    private static String text(Answer answer) {
        return new String(answer.bytes(), StandardCharsets.UTF_8);
    }
}
