package metro.cctv.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The committed document is what the service serves. Update: {@code mvn verify -DupdateOpenApi=true -Dit.test=OpenApiIT}. */
public final class OpenApiDocument {
    private static final JsonMapper PRETTY = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private OpenApiDocument() {}

    /** @param served what {@code /v3/api-docs} answers; {@code service} as in {@code docs/ref/openapi/<service>.json} */
    public static void check(String service, JsonNode served) throws IOException {
        Path committed = Path.of("../docs/ref/openapi/" + service + ".json");
        ((ObjectNode) served).remove("servers");
        String text = PRETTY.writeValueAsString(PRETTY.treeToValue(served, Object.class)) + "\n";
        if (Boolean.getBoolean("updateOpenApi")) Files.writeString(committed, text);
        assertThat(Files.readString(committed))
                .as("run this test with -DupdateOpenApi=true and commit " + committed)
                .isEqualTo(text);
    }
}
