package metro.cctv.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DocumentMergeTest {
    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void namesThatClashGetTheirServicesName() {
        var merge = new DocumentMerge(json, (ObjectNode) json.readTree("{\"paths\":{}}"));
        merge.add("registry", document("/api/cameras", "Camera", "string"));
        merge.add("ingest", document("/api/live", "Camera", "integer"));
        merge.add("link", document("/api/alerts", "Camera", "string"));
        JsonNode api = merge.result();
        assertThat(api.at("/components/schemas").propertyNames()).containsExactlyInAnyOrder("Camera", "ingest.Camera");
        assertThat(ref(api, "/paths/~1api~1cameras")).isEqualTo("#/components/schemas/Camera");
        assertThat(ref(api, "/paths/~1api~1live")).isEqualTo("#/components/schemas/ingest.Camera");
        assertThat(ref(api, "/paths/~1api~1alerts")).isEqualTo("#/components/schemas/Camera");
    }

    @Test
    void insidePathsStayInsideAndAbsenceIsSaid() {
        var merge = new DocumentMerge(json, (ObjectNode) json.readTree("{\"paths\":{}}"));
        merge.add("registry", document("/internal/cameras", "Camera", "string"));
        merge.missing("ingest");
        assertThat(merge.result().path("paths").isEmpty()).isTrue();
        assertThat(merge.result().path("x-missing").get(0).asString()).isEqualTo("ingest");
    }

    private static String ref(JsonNode api, String path) {
        return api.at(path).path("get").path("schema").path("$ref").asString();
    }

    private JsonNode document(String path, String schema, String type) {
        return json.readTree("""
                {"paths":{"%s":{"get":{"schema":{"$ref":"#/components/schemas/%s"}}}},
                 "components":{"schemas":{"%s":{"type":"%s"}}}}""".formatted(path, schema, schema, type));
    }
}
