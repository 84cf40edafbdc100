package metro.cctv.registry.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.registry.RegistryTest;
import metro.cctv.testkit.TokenFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

class ZoneIT extends RegistryTest {
    private static final String LEAD = "Bearer " + TokenFixture.token("lead-kim", Role.LEAD, null, "DJ-SEO");
    private static final String OTHER_LEAD = "Bearer " + TokenFixture.token("lead-lee", Role.LEAD, null, "DJ-SEO");
    private static final String BENCH = """
            [{"zoneId": "bench", "name": "벤치", "kind": "LOITERING", "polygon": [{"x": 0.1, "y": 0.2}, {"x": 0.6, "y": 0.2},
              {"x": 0.6, "y": 0.9}], "dwellSeconds": 10.0, "line": [], "crossing": null, "allowedHeadingDeg": null,
              "schedule": []}]""";
    private static final String FENCE = """
            [{"zoneId": "fence", "name": "담", "kind": "LINE_CROSSING", "polygon": [], "dwellSeconds": null,
              "line": [{"x": 0.1, "y": 0.2}, {"x": 0.6, "y": 0.2}], "crossing": "LEFT_TO_RIGHT", "allowedHeadingDeg": null,
              "schedule": [{"days": ["MONDAY"], "from": "22:00:00", "to": "06:00:00"}]},
             {"zoneId": "lane", "name": "차로", "kind": "WRONG_WAY", "polygon": [{"x": 0.1, "y": 0.2}, {"x": 0.6, "y": 0.2},
              {"x": 0.6, "y": 0.9}], "dwellSeconds": null, "line": [], "crossing": null, "allowedHeadingDeg": 90.0,
              "schedule": []}]""";

    @Autowired
    JdbcClient jdbc;

    @Test
    void aManagersZonesCountAtOnceAndEveryVersionIsKept() {
        String code = registered();

        Answer drawn = put(code, MANAGER, BENCH, "\"1\"", "울타리 공사");
        assertThat(drawn.status()).isEqualTo(200);
        assertThat(drawn.json()).isEqualTo(json.readTree(BENCH));
        assertThat(drawn.response().getHeaders().getETag()).isEqualTo("\"2\"");
        assertThat(put(code, MANAGER, FENCE, "\"2\"", null).status()).isEqualTo(200);
        assertThat(put(code, MANAGER, FENCE, "\"3\"", null)
                        .response()
                        .getHeaders()
                        .getETag())
                .isEqualTo("\"3\"");

        assertThat(get(zones(code), OPERATOR).json()).isEqualTo(json.readTree(FENCE));
        JsonNode versions = get(zones(code) + "/versions", MANAGER).json().get("items");
        assertThat(versions.valueStream()
                        .map(v -> v.get("version").asLong() + " "
                                + v.get("who").asString() + " " + v.get("count").asInt() + " "
                                + v.get("reason").asString("-")))
                .containsExactly("3 manager-1 2 -", "2 manager-1 1 울타리 공사");
        JsonNode first = get(zones(code) + "/versions/2", LEAD).json();
        assertThat(first.get("zones")).isEqualTo(json.readTree(BENCH));
        assertThat(get(zones(code) + "/versions/1", MANAGER).problem()).isEqualTo("not-found");
        JsonNode page = get(zones(code) + "/versions?limit=1", MANAGER).json();
        assertThat(get(
                                zones(code) + "/versions?limit=1&cursor="
                                        + page.get("next").asString(),
                                MANAGER)
                        .json()
                        .get("items")
                        .get(0)
                        .get("version")
                        .asLong())
                .isEqualTo(2);
        await().until(() -> recordsOf(Topics.CAMERA, code).size() >= 3);
        assertThat(json.readTree(recordsOf(Topics.CAMERA, code).getLast().value())
                        .get("zones"))
                .isEqualTo(json.readTree(FENCE));
        await().until(() -> !recordsOf(Topics.AUDIT, code).stream()
                .filter(r -> new String(r.value(), StandardCharsets.UTF_8).contains("zone.change"))
                .toList()
                .isEmpty());
    }

    @Test
    void aLeadsZonesCountOnceAnotherPersonApproves() {
        String code = registered();

        Answer proposed = put(code, LEAD, BENCH, "\"1\"", "벤치에 모인다는 민원");
        assertThat(proposed.status()).isEqualTo(202);
        assertThat(proposed.json().get("proposal").asInt()).isEqualTo(1);
        assertThat(get(zones(code), OPERATOR).json()).isEmpty();
        JsonNode waiting =
                get(zones(code) + "/proposals", OTHER_LEAD).json().get("items").get(0);
        assertThat(waiting.get("state").asString()).isEqualTo("OPEN");
        assertThat(waiting.get("proposedBy").asString()).isEqualTo("lead-kim");
        assertThat(waiting.get("zones")).isEqualTo(json.readTree(BENCH));

        assertThat(approve(code, 1, LEAD).problem()).isEqualTo("approval-needed");
        assertThat(approve(code, 1, "Bearer " + TokenFixture.token("lead-kim", Role.MANAGER, null, "*"))
                        .problem())
                .isEqualTo("approval-needed");
        assertThat(approve(code, 1, OPERATOR).problem()).isEqualTo("forbidden");
        assertThat(approve(code, 1, TokenFixture.bearer(Role.LEAD, "DJ-YUS")).problem())
                .isEqualTo("not-found");
        assertThat(approve(code, 2, OTHER_LEAD).problem()).isEqualTo("not-found");
        assertThat(get(zones(code), OPERATOR).json()).isEmpty();

        Answer approved = approve(code, 1, OTHER_LEAD);
        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.json()).isEqualTo(json.readTree(BENCH));
        assertThat(get(zones(code), OPERATOR).json()).isEqualTo(json.readTree(BENCH));
        JsonNode version =
                get(zones(code) + "/versions", MANAGER).json().get("items").get(0);
        assertThat(version.get("who").asString()).isEqualTo("lead-lee");
        assertThat(version.get("proposedBy").asString()).isEqualTo("lead-kim");
        assertThat(version.get("proposal").asInt()).isEqualTo(1);
        assertThat(version.get("reason").asString()).isEqualTo("벤치에 모인다는 민원");
        assertThat(approve(code, 1, OTHER_LEAD).problem()).isEqualTo("conflict");
        assertThat(reject(code, 1, MANAGER, "zu spät").problem()).isEqualTo("conflict");
    }

    @Test
    void aRejectedAnExpiredAndAnOvertakenProposalNeverCount() {
        String code = registered();
        put(code, LEAD, BENCH, null, null);
        put(code, LEAD, FENCE, null, null);
        put(code, OTHER_LEAD, FENCE, null, null);

        assertThat(reject(code, 1, OTHER_LEAD, "").problem()).isEqualTo("invalid-field");
        assertThat(reject(code, 1, OTHER_LEAD, "사생활").status()).isEqualTo(204);
        assertThat(approve(code, 1, MANAGER).problem()).isEqualTo("conflict");
        jdbc.sql(
                        "update zone_proposal set proposed_at = now() - interval '8 days', expires_at = now() - interval '1 day' "
                                + "where camera_code = ? and number = 2")
                .param(code)
                .update();
        Answer late = approve(code, 2, MANAGER);
        assertThat(late.problem()).isEqualTo("conflict");
        assertThat(late.json().get("detail").asString()).contains("EXPIRED");
        assertThat(put(code, MANAGER, BENCH, null, null).status()).isEqualTo(200);
        Answer overtaken = approve(code, 3, MANAGER);
        assertThat(overtaken.problem()).isEqualTo("conflict");
        assertThat(overtaken.json().get("detail").asString()).contains("drawn again");

        assertThat(get(zones(code) + "/proposals", MANAGER)
                        .json()
                        .get("items")
                        .valueStream()
                        .map(p -> p.get("state").asString()))
                .containsExactly("OPEN", "EXPIRED", "REJECTED");
        assertThat(reject(code, 3, OTHER_LEAD, "다시 그림").status()).isEqualTo(204);
        assertThat(get(zones(code), OPERATOR).json()).isEqualTo(json.readTree(BENCH));
    }

    @Test
    void whoDrawsOverAnOlderPictureIsTold() {
        String code = registered();
        put(code, MANAGER, BENCH, "\"1\"", null);

        Answer stale = put(code, MANAGER, FENCE, "\"1\"", null);
        assertThat(stale.problem()).isEqualTo("conflict");
        assertThat(stale.json().get("detail").asString()).contains("version 2");
        assertThat(put(code, LEAD, FENCE, "\"1\"", null).problem()).isEqualTo("conflict");
        assertThat(put(code, MANAGER, FENCE, "\"99\"", null).problem()).isEqualTo("conflict");
        assertThat(put(code, MANAGER, FENCE, "two", null).problem()).isEqualTo("bad-request");
        call(HttpMethod.PATCH, "/api/cameras/" + code, MANAGER, "{\"name\": \"다른 이름\"}");
        assertThat(put(code, MANAGER, FENCE, "\"2\"", null).status()).isEqualTo(200);
        assertThat(get(zones(code), OPERATOR).json()).isEqualTo(json.readTree(FENCE));
    }

    @Test
    void whatCountsAlreadyIsNoProposalAndTooManyAreRefused() {
        String code = registered();
        put(code, MANAGER, BENCH, null, null);
        assertThat(put(code, LEAD, BENCH, null, null).status()).isEqualTo(200);
        for (int i = 1; i <= 10; i++)
            assertThat(put(code, LEAD, FENCE, null, "n" + i)
                            .json()
                            .get("proposal")
                            .asInt())
                    .isEqualTo(i);
        assertThat(put(code, LEAD, FENCE, null, null).problem()).isEqualTo("conflict");
        call(HttpMethod.DELETE, "/api/cameras/" + code, MANAGER, null);
        assertThat(put(code, MANAGER, FENCE, null, null).problem()).isEqualTo("conflict");
        assertThat(approve(code, 1, OTHER_LEAD).problem()).isEqualTo("conflict");
    }

    /** The rule's own table is in ZoneRuleTest; these are what only the door can see. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no list          | {"zones": []}                                       | bad-request   |
            null             | null                                                | bad-request   |
            a null in it     | [null]                                              | invalid-field | zones[0]
            no id            | [{"name": "a", "kind": "LOITERING", "polygon": P}]  | bad-request   | [0]
            no kind          | [{"zoneId": "a", "name": "a", "polygon": P}]        | bad-request   | [0]
            unknown kind     | [{"zoneId": "a", "name": "a", "kind": "SNEEZE", "polygon": P}] | bad-request | [0].kind
            unknown field    | [{"zoneId": "a", "name": "a", "kind": "INTRUSION", "polygon": P, "priority": 1}] | bad-request | priority
            outside          | [{"zoneId": "a", "name": "a", "kind": "INTRUSION", "polygon": [{"x": 1.1, "y": 0}, {"x": 0, "y": 0}, {"x": 0, "y": 1}]}] | invalid-field | vertex.x
            not a number     | [{"zoneId": "a", "name": "a", "kind": "INTRUSION", "polygon": [{"x": "NaN", "y": 0}, {"x": 0, "y": 0}, {"x": 0, "y": 1}]}] | invalid-field | vertex.x
            two vertices     | [{"zoneId": "a", "name": "a", "kind": "INTRUSION", "polygon": [{"x": 1, "y": 0}, {"x": 0, "y": 0}]}] | invalid-field | polygon
            line as an area  | [{"zoneId": "a", "name": "a", "kind": "LINE_CROSSING", "polygon": P}] | invalid-field | polygon
            area as a line   | [{"zoneId": "a", "name": "a", "kind": "INTRUSION", "line": P}]        | invalid-field | line
            crossing an area | [{"zoneId": "a", "name": "a", "kind": "INTRUSION", "polygon": P, "crossing": "BOTH"}] | invalid-field | crossing
            no direction     | [{"zoneId": "a", "name": "a", "kind": "WRONG_WAY", "polygon": P}]     | invalid-field | allowedHeadingDeg
            361 degrees      | [{"zoneId": "a", "name": "a", "kind": "WRONG_WAY", "polygon": P, "allowedHeadingDeg": 361}] | invalid-field | allowedHeadingDeg
            half a second    | [{"zoneId": "a", "name": "a", "kind": "LOITERING", "polygon": P, "dwellSeconds": 0.5}] | invalid-field | dwellSeconds
            days without end | [{"zoneId": "a", "name": "a", "kind": "INTRUSION", "polygon": P, "schedule": [{"days": ["MONDAY"], "from": "22:00"}]}] | invalid-field | from, to
            no days          | [{"zoneId": "a", "name": "a", "kind": "INTRUSION", "polygon": P, "schedule": [{"days": [], "from": "22:00", "to": "23:00"}]}] | invalid-field | days
            25 o'clock       | [{"zoneId": "a", "name": "a", "kind": "INTRUSION", "polygon": P, "schedule": [{"days": ["MONDAY"], "from": "25:00", "to": "23:00"}]}] | bad-request | from
            Funday           | [{"zoneId": "a", "name": "a", "kind": "INTRUSION", "polygon": P, "schedule": [{"days": ["FUNDAY"], "from": "21:00", "to": "23:00"}]}] | bad-request | days
            crosses itself   | [{"zoneId": "a", "name": "a", "kind": "INTRUSION", "polygon": [{"x": 0.1, "y": 0.1}, {"x": 0.5, "y": 0.5}, {"x": 0.5, "y": 0.1}, {"x": 0.1, "y": 0.5}]}] | invalid-field | zones[0].polygon
            foreign number   | [{"zoneId": "a", "name": "a", "kind": "FALL", "polygon": P, "parameters": {"minPeople": 5}}] | invalid-field | parameters.minPeople
            too many people  | [{"zoneId": "a", "name": "a", "kind": "CROWDING", "polygon": P, "parameters": {"minPeople": 5000}}] | invalid-field | parameters.minPeople
            half a person    | [{"zoneId": "a", "name": "a", "kind": "CROWDING", "polygon": P, "parameters": {"minPeople": 4.5}}] | invalid-field | parameters.minPeople
            null for many    | [{"zoneId": "a", "name": "a", "kind": "CROWDING", "polygon": P, "parameters": {"minPeople": null}}] | invalid-field | parameters.minPeople
            words for many   | [{"zoneId": "a", "name": "a", "kind": "CROWDING", "polygon": P, "parameters": {"minPeople": "many"}}] | bad-request | minPeople
            dwell of a crowd | [{"zoneId": "a", "name": "a", "kind": "CROWDING", "polygon": P, "dwellSeconds": 10}] | invalid-field | dwellSeconds
            no name          | [{"zoneId": "a", "name": " ", "kind": "INTRUSION", "polygon": P}] | invalid-field | zone.name
            """)
    void aWrongZoneIsRefusedByItsPath(String name, String body, String problem, @Nullable String where) {
        String code = registered();
        String zones =
                body.replace("P", "[{\"x\": 0.1, \"y\": 0.1}, {\"x\": 0.5, \"y\": 0.1}, {\"x\": 0.5, \"y\": 0.5}]");

        for (String token : new String[] {MANAGER, LEAD}) {
            Answer answer = put(code, token, body.contains("P}") || body.contains(" P,") ? zones : body, null, null);
            assertThat(answer.problem()).isEqualTo(problem);
            if (where != null)
                assertThat(answer.json().get("detail").asString()).contains(where);
        }
        assertThat(get(zones(code) + "/proposals", MANAGER).json().get("items")).isEmpty();
    }

    @Test
    void aZoneKeepsItsOwnParametersAndEveryKindSaysWhatItTakes() {
        String code = registered();
        String square = """
                [{"zoneId": "square", "name": "광장", "kind": "CROWDING", "polygon": [{"x": 0.1, "y": 0.2},
                  {"x": 0.6, "y": 0.2}, {"x": 0.6, "y": 0.9}], "dwellSeconds": null, "line": [], "crossing": null,
                  "allowedHeadingDeg": null, "schedule": [], "parameters": {"coolDownSeconds": 120.0, "minPeople": 12.0}}]""";
        assertThat(put(code, MANAGER, square, null, null).json()).isEqualTo(json.readTree(square));
        assertThat(get(zones(code), OPERATOR).json()).isEqualTo(json.readTree(square));

        JsonNode kinds = get("/api/cameras/zone-kinds", OPERATOR).json().get("items");
        assertThat(kinds).hasSize(Zone.Kind.values().length);
        JsonNode crowding = kinds.valueStream()
                .filter(one -> one.get("kind").asString().equals("CROWDING"))
                .findFirst()
                .orElseThrow();
        assertThat(crowding.get("line").asBoolean()).isFalse();
        assertThat(crowding.get("parameters").get(0)).isEqualTo(json.readTree("""
                        {"name": "minPeople", "unit": "COUNT", "min": 2.0, "max": 200.0, "usual": 5.0}"""));
    }

    @Test
    void aCameraRegisteredOrPatchedWithZonesHasAVersionToo() {
        String code = freshCode();
        String input = camera(code, "DJ-SEO", 127.3849, 36.3504).strip();
        String withZones = input.substring(0, input.length() - 1) + ", \"zones\": " + BENCH + "}";
        assertThat(post("/api/cameras", MANAGER, withZones).status()).isEqualTo(201);
        call(HttpMethod.PATCH, "/api/cameras/" + code, MANAGER, "{\"zones\": " + FENCE + "}");

        assertThat(get(zones(code) + "/versions", MANAGER)
                        .json()
                        .get("items")
                        .valueStream()
                        .map(v ->
                                v.get("version").asLong() + " " + v.get("count").asInt()))
                .containsExactly("2 2", "1 1");
        Answer crossed = call(
                HttpMethod.PATCH,
                "/api/cameras/" + code,
                MANAGER,
                "{\"zones\": " + BENCH.replace("\"bench\"", "\"a b\"") + "}");
        assertThat(crossed.problem()).isEqualTo("invalid-field");
        assertThat(crossed.json().get("detail").asString()).startsWith("zones[0].zoneId");
    }

    private String registered() {
        String code = freshCode();
        post("/api/cameras", MANAGER, camera(code, "DJ-SEO", 127.3849, 36.3504));
        return code;
    }

    private static String zones(String code) {
        return "/api/cameras/" + code + "/zones";
    }

    private Answer put(String code, String token, String body, @Nullable String ifMatch, @Nullable String reason) {
        URI base = URI.create(url(zones(code)));
        var request = RestClient.builder()
                .requestFactory(new JdkClientHttpRequestFactory())
                .build()
                .put()
                .uri(builder -> reason == null
                        ? base
                        : builder.scheme(base.getScheme())
                                .host(base.getHost())
                                .port(base.getPort())
                                .path(base.getPath())
                                .queryParam("reason", "{reason}")
                                .build(reason))
                .header("Authorization", token)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
        if (ifMatch != null) request.header("If-Match", ifMatch);
        return new Answer(
                request.retrieve().onStatus(status -> true, (q, r) -> {}).toEntity(byte[].class), json);
    }

    private Answer approve(String code, int number, String token) {
        return post(zones(code) + "/proposals/" + number + "/approve", token, "");
    }

    private Answer reject(String code, int number, String token, String reason) {
        return post(zones(code) + "/proposals/" + number + "/reject", token, "{\"reason\": \"" + reason + "\"}");
    }
}
