package metro.cctv.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import metro.cctv.contracts.access.Role;
import metro.cctv.testkit.TokenFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Things that exist, asked for by somebody of the same role in another district: not found, whether read or written. That
 * they exist, and that the request is a fair one, the same request from home shows afterwards.
 */
class ForeignThingsIT extends RegistryTest {
    private static final String HOME = manager("seo-manager", "DJ-SEO");
    private static final String ABROAD = manager("yus-manager", "DJ-YUS");
    private static final String LEAD = "Bearer " + TokenFixture.token("seo-lead", Role.LEAD, null, "DJ-SEO");
    private static final String BENCH = """
            [{"zoneId": "bench", "name": "벤치", "kind": "INTRUSION", "polygon": [{"x": 0.1, "y": 0.2}, {"x": 0.6, "y": 0.2},
              {"x": 0.6, "y": 0.9}]}]""";

    @Autowired
    JdbcClient jdbc;

    private record Request(
            HttpMethod method, String path, @Nullable String body) {
        static Request read(String path) {
            return new Request(HttpMethod.GET, path, null);
        }

        static Request write(String path, String body) {
            return new Request(HttpMethod.POST, path, body);
        }

        static Request remove(String path) {
            return new Request(HttpMethod.DELETE, path, null);
        }
    }

    @Test
    void importJobs() {
        Answer begun = send(
                "/api/cameras/import?format=geojson&dryRun=true",
                HOME,
                "application/geo+json",
                "{\"type\": \"FeatureCollection\", \"features\": []}".getBytes(StandardCharsets.UTF_8));
        assertThat(begun.status()).isEqualTo(202);
        String id = begun.json().get("jobId").asString();
        String job = "/api/cameras/import/" + id;

        onlyFromHome(List.of(
                Request.read(job),
                Request.read(job + "/errors"),
                Request.read(job + "/errors.csv"),
                Request.remove(job)));
        assertThat(jobs(HOME)).contains(id);
        assertThat(jobs(ABROAD)).doesNotContain(id);
    }

    @Test
    void outages() {
        String code = fixed();
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into outage (outage_id, camera_code, district_code, cause, detail, cameras, since, opened_at)
                        values (?, ?, 'DJ-SEO', 'UNREACHABLE', '', 1, now(), now())
                        """).params(id, code).update();
        String outage = "/api/cameras/outages/" + id;

        onlyFromHome(List.of(
                Request.read(outage),
                Request.write(outage + "/acknowledge", "{\"note\": \"간다\"}"),
                Request.write(outage + "/notify", "{\"to\": \"정비팀\", \"by\": \"PHONE\"}")));
        assertThat(outages(HOME)).contains(id.toString());
        assertThat(outages(ABROAD)).doesNotContain(id.toString());
    }

    @Test
    void zonesAndTheirProposals() {
        String code = fixed();
        String zones = "/api/cameras/" + code + "/zones";
        for (int n = 1; n <= 2; n++)
            assertThat(call(HttpMethod.PUT, zones, LEAD, BENCH.replace("bench", "bench" + n))
                            .json()
                            .get("proposal")
                            .asInt())
                    .isEqualTo(n);

        onlyFromHome(List.of(
                Request.read(zones + "/proposals"),
                Request.write(zones + "/proposals/2/reject", "{\"reason\": \"너무 넓다\"}"),
                Request.write(zones + "/proposals/1/approve", ""),
                Request.read(zones + "/versions"),
                Request.read(zones + "/versions/2"),
                new Request(HttpMethod.PUT, zones, "[]")));
        String own = fixed("DJ-YUS");
        assertThat(post("/api/cameras/" + own + "/zones/proposals/1/approve", ABROAD, "")
                        .problem())
                .as("a proposal's number belongs to its camera")
                .isEqualTo("not-found");
    }

    @Test
    void missionsAndPoses() {
        String code = freshCode();
        ObjectNode drone = (ObjectNode) json.readTree(camera(code, "DJ-SEO", 127.3849, 36.3504));
        drone.put("mobility", "DRONE").put("recordingNotice", "안내 방송");
        ((ObjectNode) drone.get("law")).remove(List.of("noticeBoard", "consultation"));
        assertThat(post("/api/cameras", HOME, drone.toString()).status()).isEqualTo(201);
        String camera = "/api/cameras/" + code;
        Instant now = Instant.now();

        onlyFromHome(List.of(
                Request.write(camera + "/missions", """
                        {"way": {"type": "LineString", "coordinates": [[127.1, 36.0], [127.11, 36.0]]}, "heightM": 10,
                         "from": "%s", "to": "%s"}""".formatted(now, now.plusSeconds(60))),
                Request.read(camera + "/missions"),
                Request.write(camera + "/pose", "{\"at\": \"%s\", \"lon\": 127.4, \"lat\": 36.3}".formatted(now)),
                Request.read(camera + "/poses"),
                Request.read(camera + "/history")));
    }

    @Test
    void maintenance() {
        String plans = "/api/cameras/" + fixed() + "/maintenance";
        Instant soon = Instant.now().plusSeconds(3_600);
        String plan = "{\"from\": \"%s\", \"to\": \"%s\", \"reason\": \"렌즈 청소\"}".formatted(soon, soon.plusSeconds(60));
        Answer entered = post(plans, HOME, plan);
        assertThat(entered.status()).isEqualTo(201);
        String id = entered.json().get("maintenanceId").asString();
        String own = "/api/cameras/" + fixed("DJ-YUS") + "/maintenance/" + id;
        assertThat(call(HttpMethod.DELETE, own, ABROAD, null).problem())
                .as("another's plan under one's own camera")
                .isEqualTo("not-found");

        onlyFromHome(List.of(Request.write(plans, plan), Request.remove(plans + "/" + id)));
    }

    private void onlyFromHome(List<Request> requests) {
        List<String> wrong = new ArrayList<>();
        for (Request r : requests) {
            Answer answer = call(r.method(), r.path(), ABROAD, r.body());
            if (answer.status() != 404 || !answer.problem().equals("not-found"))
                wrong.add(r.method() + " " + r.path() + " abroad: " + answer.status());
        }
        for (Request r : requests) {
            int status = call(r.method(), r.path(), HOME, r.body()).status();
            if (status < 200 || status > 299) wrong.add(r.method() + " " + r.path() + " at home: " + status);
        }
        assertThat(wrong).isEmpty();
    }

    private List<String> jobs(String token) {
        return ids(get("/api/cameras/import", token), "jobId");
    }

    private List<String> outages(String token) {
        return ids(get("/api/cameras/outages?limit=500", token), "outageId");
    }

    private static List<String> ids(Answer answer, String name) {
        return answer.json()
                .get("items")
                .valueStream()
                .map((JsonNode item) -> item.get(name).asString())
                .toList();
    }

    private String fixed() {
        return fixed("DJ-SEO");
    }

    private String fixed(String district) {
        String code = freshCode();
        assertThat(post("/api/cameras", MANAGER, camera(code, district, 127.3849, 36.3504))
                        .status())
                .isEqualTo(201);
        return code;
    }

    private static String manager(String subject, String district) {
        return "Bearer " + TokenFixture.token(subject, Role.MANAGER, null, district);
    }
}
