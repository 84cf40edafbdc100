package metro.cctv.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The committed description is what the service says of itself. */
class OpenApiIT extends LinkFixture {
    private static final Path COMMITTED = Path.of("../docs/ref/openapi/link.json");

    @Test
    void theCommittedDescriptionIsCurrent() throws IOException {
        JsonMapper pretty =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        var document = (ObjectNode) get("/v3/api-docs", null).body();
        document.remove("servers");
        String current = pretty.writeValueAsString(document) + "\n";
        if (Boolean.getBoolean("updateOpenApi")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, current);
        }
        assertThat(COMMITTED)
                .as("rewrite with: mvn -pl agency-link-service -am verify -DupdateOpenApi=true -Dit.test=OpenApiIT")
                .exists();
        assertThat(Files.readString(COMMITTED))
                .as(
                        "the doors changed: rewrite with -DupdateOpenApi=true -Dit.test=OpenApiIT and look at the difference")
                .isEqualTo(current);
    }
}
