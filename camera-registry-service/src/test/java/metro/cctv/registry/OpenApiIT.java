package metro.cctv.registry;

import metro.cctv.testkit.OpenApiDocument;
import org.junit.jupiter.api.Test;

class OpenApiIT extends RegistryTest {
    @Test
    void theCommittedDocumentIsTrue() throws Exception {
        OpenApiDocument.check("registry", get("/v3/api-docs", null).json());
    }
}
