package metro.cctv.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import metro.cctv.contracts.access.DoorDecision;
import metro.cctv.contracts.access.DoorLine;
import metro.cctv.contracts.access.RegistryDoors;
import metro.cctv.contracts.access.RegistryDoors.Door;
import metro.cctv.contracts.access.RegistryDoors.Reach;
import metro.cctv.contracts.access.Role;
import metro.cctv.testkit.DoorMatrix;
import metro.cctv.testkit.TokenFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every door × every role × own and foreign district, from the one table in the contracts. A door that is served but not in
 * {@link RegistryDoors} fails the build. A new door needs a line there and, unless its path alone is a fair request, a
 * sample of one here.
 */
class RegistryMatrixIT extends RegistryTest {
    private static final String OWN = "DJ-SEO";
    private static final String FOREIGN = "DJ-YUS";
    private static final Map<String, Sample> SAMPLES = new HashMap<>();
    private static final Map<String, String> TOKENS = new HashMap<>();

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    /**
     * A request that does no more than it must.
     *
     * @param uri of a camera's code
     * @param body of a camera's code; null: none
     * @param once a camera is good for one call only
     * @param mayMiss what it asks for need not be there: 404 is as good as an answer
     */
    private record Sample(
            Function<String, String> uri, @Nullable Function<String, String> body, boolean once, boolean mayMiss) {
        Sample orMissing() {
            return new Sample(uri, body, once, true);
        }
    }

    static {
        query("/api/cameras/nearest", "?lon=127.38&lat=36.35");
        query("/internal/cameras/nearest", "?lon=127.38&lat=36.35");
        path("GET", "/api/cameras/tiles/{z}/{x}/{y}.mvt", code -> "/api/cameras/tiles/13/6994/3196.mvt");
        body("POST", "/api/cameras", code -> camera(freshCode(), OWN, 127.3849, 36.3504));
        body("PATCH", "/api/cameras/{cameraId}", code -> "{\"headingDeg\": 10}");
        body("POST", "/api/cameras/{cameraId}/state", code -> "{\"to\": \"SUSPENDED\", \"reason\": \"matrix\"}");
        body("PUT", "/api/cameras/{cameraId}/credentials", code -> "{\"username\": \"u\", \"password\": \"p\"}");
        path("POST", "/api/cameras/credentials/rewrap", code -> "/api/cameras/credentials/rewrap?limit=1");
        sample(
                "PUT",
                "/api/districts/{code}",
                code -> "/api/districts/DJ-SEO",
                code ->
                        "{\"name\": \"서구\", \"nameEn\": \"Seo-gu\", \"outline\": {\"type\": \"Point\", \"coordinates\": [0, 0]}}");
        body("PUT", "/api/cameras/{cameraId}/zones", code -> "[]");
        query("/api/cameras/within", "?polygon=127.3%2036.3,127.4%2036.3,127.4%2036.4");
        query("/api/cameras/sees", "?lon=127.38&lat=36.35");
        query("/api/cameras/search", "?q=T");
        query("/api/cameras/export", "?format=geojson");
        query("/api/cameras/availability", "");
        path("GET", "/api/layers/{layer}/near", code -> "/api/layers/HOSPITAL/near?lon=127.38&lat=36.35");
        path("GET", "/api/layers/tiles/{z}/{x}/{y}.mvt", code -> "/api/layers/tiles/13/6994/3196.mvt");
        sample("PUT", "/api/layers/{layer}", code -> "/api/layers/SHELTER", code -> "{}");
        body("POST", "/api/cameras/within", code -> "{}");
        body("POST", "/api/cameras/route", code -> "{}");
        sample("POST", "/api/cameras/import", code -> "/api/cameras/import?format=none", code -> "{}");
        for (String path : List.of("", "/errors", "/errors.csv")) missing("GET", "/api/cameras/import/{jobId}" + path);
        missing("DELETE", "/api/cameras/import/{jobId}");
        body("POST", "/api/cameras/probe", code -> "{\"address\": \"ftp://127.0.0.1\"}");
        body("POST", "/api/cameras/discover", code -> "{\"networks\": [\"8.8.8.8/32\"], \"seconds\": 1}");
        body("POST", "/api/cameras/{cameraId}/ptz", code -> "{\"command\": \"STOP\", \"purpose\": \"matrix test\"}");
        body("POST", "/api/cameras/{cameraId}/presets", code -> "{\"name\": \"matrix\"}");
        missing("DELETE", "/api/cameras/{cameraId}/presets/{token}");
        body("PUT", "/api/cameras/{cameraId}/ptz/settings", code -> "{}");
        body(
                "POST",
                "/api/cameras/{cameraId}/ptz/permits",
                code -> "{\"for\": \"vendor-9\", \"minutes\": 5, \"reason\": \"matrix test\"}");
        body("POST", "/api/cameras/{cameraId}/pose", code -> "{}");
        body(
                "POST",
                "/api/cameras/{cameraId}/missions",
                code -> "{\"way\": {\"type\": \"LineString\", \"coordinates\": [[127.38, 36.35], [127.39, 36.35]]}, "
                        + "\"heightM\": 50, \"from\": \"2030-01-01T00:00:00Z\", \"to\": \"2030-01-01T00:10:00Z\"}");
        sample(
                "PUT",
                "/api/airspaces/{code}",
                code -> "/api/airspaces/" + code,
                code -> "{\"name\": \"matrix\", \"polygon\": {\"type\": \"Polygon\", \"coordinates\": "
                        + "[[[127.1, 36.1], [127.11, 36.1], [127.11, 36.11], [127.1, 36.1]]]}, "
                        + "\"floorM\": 0, \"ceilingM\": 100, \"from\": \"2020-01-01T00:00:00Z\", \"to\": \"2020-01-02T00:00:00Z\"}");
        missing("DELETE", "/api/airspaces/{code}");
        body(
                "POST",
                "/api/cameras/{cameraId}/maintenance",
                code ->
                        "{\"from\": \"2030-01-01T00:00:00Z\", \"to\": \"2030-01-01T01:00:00Z\", \"reason\": \"matrix\"}");
        sample(
                "DELETE",
                "/api/cameras/{cameraId}/maintenance/{maintenanceId}",
                code -> "/api/cameras/" + code + "/maintenance/00000000-0000-0000-0000-000000000001",
                null);
        mayMiss("DELETE", "/api/cameras/{cameraId}/maintenance/{maintenanceId}");
        missing("GET", "/api/cameras/outages/{outageId}");
        body("POST", "/api/cameras/outages/{outageId}/acknowledge", code -> "{\"note\": \"matrix\"}");
        mayMiss("POST", "/api/cameras/outages/{outageId}/acknowledge");
        body("POST", "/api/cameras/outages/{outageId}/notify", code -> "{\"to\": \"매트릭스\", \"by\": \"PHONE\"}");
        mayMiss("POST", "/api/cameras/outages/{outageId}/notify");
        missing("GET", "/internal/cameras/{cameraId}/credentials");
        body("POST", "/internal/cameras/{cameraId}/ptz", code -> "{}");
        path(
                "DELETE",
                "/internal/cameras/{cameraId}/ptz",
                code -> "/internal/cameras/" + code + "/ptz?agency=112&caseNo=1");
        missing("POST", "/api/cameras/{cameraId}/zones/proposals/{number}/approve");
        sample(
                "POST",
                "/api/cameras/{cameraId}/zones/proposals/{number}/reject",
                plain("/api/cameras/{cameraId}/zones/proposals/{number}/reject"),
                code -> "{\"reason\": \"matrix\"}");
        mayMiss("POST", "/api/cameras/{cameraId}/zones/proposals/{number}/reject");
        missing("GET", "/api/cameras/{cameraId}/zones/versions/{version}");
    }

    @Test
    void theTableHasEveryDoorThatIsServedAndNoOther() {
        Set<String> known = new TreeSet<>();
        RegistryDoors.all().forEach(d -> known.add(DoorLine.key(d.method(), d.path())));

        assertThat(known)
                .as("RegistryDoors in contracts has a line for each door")
                .isEqualTo(DoorMatrix.served(requestMappingHandlerMapping));
    }

    static Stream<Arguments> doors() {
        return RegistryDoors.all().stream().map(door -> Arguments.of(DoorLine.key(door.method(), door.path()), door));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doors")
    void everyRoleAtHomeAndAbroad(String name, Door door) {
        Sample sample = SAMPLES.getOrDefault(
                DoorLine.key(door.method(), door.path()),
                new Sample(plain(door.path()), null, door.method().equals("DELETE"), false));
        String kept = registered();
        List<DoorMatrix.Visitor> visitors = new ArrayList<>();
        for (Role role : Role.values())
            for (String district : door.reach() == Reach.CITY ? List.of(OWN, "*") : List.of(FOREIGN, OWN)) {
                DoorDecision expected = door.decide(role, Set.of(district), OWN);
                visitors.add(new DoorMatrix.Visitor(role + " of " + district, token(role, district), expected));
            }
        assertThat(new DoorMatrix(port).wrong(visitors, visitor -> {
                    String code = sample.once() ? registered() : kept;
                    String body = sample.body() == null ? null : sample.body().apply(code);
                    return new DoorMatrix.Ask(door.method(), sample.uri().apply(code), body, sample.mayMiss());
                }))
                .isEmpty();
    }

    /** Made once: signing is what costs time here. */
    private static String token(Role role, String district) {
        return TOKENS.computeIfAbsent(role + " " + district, who -> TokenFixture.bearer(role, district));
    }

    private String registered() {
        String code = freshCode();
        assertThat(post("/api/cameras", MANAGER, camera(code, OWN, 127.3849, 36.3504))
                        .status())
                .isEqualTo(201);
        return code;
    }

    private static void query(String path, String query) {
        path("GET", path, code -> path + query);
    }

    private static void path(String method, String path, Function<String, String> uri) {
        sample(method, path, uri, null);
    }

    private static void body(String method, String path, Function<String, String> body) {
        sample(method, path, plain(path), body);
    }

    private static void missing(String method, String path) {
        sample(method, path, plain(path), null);
        mayMiss(method, path);
    }

    private static void mayMiss(String method, String path) {
        SAMPLES.computeIfPresent(DoorLine.key(method, path), (k, sample) -> sample.orMissing());
    }

    private static void sample(
            String method, String path, Function<String, String> uri, @Nullable Function<String, String> body) {
        SAMPLES.put(DoorLine.key(method, path), new Sample(uri, body, method.equals("DELETE"), false));
    }

    /** The path with the camera's code, and 1 for every other variable. */
    private static Function<String, String> plain(String path) {
        return code -> path.replace("{cameraId}", code).replaceAll("\\{[^}]*}", "1");
    }
}
