package metro.cctv.gateway.openapi;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Several services' OpenAPI documents as one. A schema that two services mean differently gets its service's name. */
final class DocumentMerge {
    private static final String SCHEMA_REF = "#/components/schemas/";

    private final JsonMapper json;
    private final ObjectNode merged;

    /** @param own what the gateway itself offers; the rest is added to it */
    DocumentMerge(JsonMapper json, ObjectNode own) {
        this.json = json;
        this.merged = own.deepCopy();
        components(merged);
    }

    void add(String service, JsonNode document) {
        ObjectNode schemas = components(merged);
        String text = json.writeValueAsString(document);
        for (Map.Entry<String, JsonNode> schema :
                document.path("components").path("schemas").properties()) {
            JsonNode other = schemas.get(schema.getKey());
            if (other != null && !other.equals(schema.getValue()))
                text = text.replace(
                        "\"" + SCHEMA_REF + schema.getKey() + "\"",
                        "\"" + SCHEMA_REF + service + "." + schema.getKey() + "\"");
        }
        JsonNode renamed = json.readTree(text);
        for (Map.Entry<String, JsonNode> schema :
                renamed.path("components").path("schemas").properties()) {
            JsonNode other = schemas.get(schema.getKey());
            JsonNode original = document.path("components").path("schemas").get(schema.getKey());
            boolean differs = other != null && !other.equals(original);
            schemas.set(differs ? service + "." + schema.getKey() : schema.getKey(), schema.getValue());
        }
        ObjectNode paths = (ObjectNode) merged.get("paths");
        for (Map.Entry<String, JsonNode> path : renamed.path("paths").properties())
            if (path.getKey().startsWith("/api/")) paths.set(path.getKey(), tagged(service, path.getValue()));
    }

    void missing(String service) {
        merged.withArray("/x-missing").add(service);
    }

    ObjectNode result() {
        return merged;
    }

    private static JsonNode tagged(String service, JsonNode path) {
        for (JsonNode operation : path)
            if (operation instanceof ObjectNode one) {
                one.remove("tags");
                one.withArray("tags").add(service);
            }
        return path;
    }

    private static ObjectNode components(ObjectNode document) {
        return document.withObject("/components/schemas");
    }
}
