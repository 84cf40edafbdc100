package metro.cctv.retention;

import metro.cctv.testkit.OpenApiDocument;
import org.junit.jupiter.api.Test;

class OpenApiIT extends RetentionTest {
    @Test
    void theCommittedDocumentIsTrue() throws Exception {
        OpenApiDocument.check("retention", get("/v3/api-docs", null).json());
    }
}
