package metro.cctv.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.node.ObjectNode;

/** The committed document is what the service serves. Update: {@code mvn verify -DupdateOpenApi=true}. */
class OpenApiIT extends RetentionTest {
    private static final Path COMMITTED = Path.of("../docs/ref/openapi/retention.json");

    @Test
    void theCommittedDocumentIsTrue() throws Exception {
        ObjectNode served = (ObjectNode) get("/v3/api-docs", null).json();
        served.remove("servers");
        String text = json.rebuild()
                        .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .build()
                        .writeValueAsString(json.treeToValue(served, Object.class))
                + "\n";
        if (Boolean.getBoolean("updateOpenApi")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, text);
        }
        assertThat(Files.readString(COMMITTED))
                .as("run this test with -DupdateOpenApi=true and commit docs/ref/openapi/retention.json")
                .isEqualTo(text);
    }
}
