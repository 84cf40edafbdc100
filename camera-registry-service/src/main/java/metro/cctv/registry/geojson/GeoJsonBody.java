package metro.cctv.registry.geojson;

import java.io.IOException;
import java.io.InputStream;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small GeoJSON document from a request's body. */
public final class GeoJsonBody {
    private GeoJsonBody() {}

    public static JsonNode read(InputStream body, int maxBytes, JsonMapper json) throws IOException {
        byte[] bytes = body.readNBytes(maxBytes + 1);
        if (bytes.length > maxBytes)
            throw new ProblemException(ProblemType.TOO_LARGE, "The body: at most " + maxBytes + " bytes.");
        if (bytes.length == 0)
            throw new ProblemException(ProblemType.BAD_REQUEST, "The body is empty; GeoJSON is needed.");
        try {
            return json.readTree(bytes);
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new ProblemException(
                    ProblemType.BAD_REQUEST,
                    at == null
                            ? "The body is no JSON."
                            : "The body is no JSON: line " + at.getLineNr() + ", column " + at.getColumnNr() + ".");
        }
    }
}
