package metro.cctv.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every bad camera gets its own refusal, in words that name the field. */
class CameraRefusalIT extends RegistryTest {
    /** Each line of the file is laid over a camera that would be taken. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "bad-cameras.csv", delimiter = '|', numLinesToSkip = 1, maxCharsPerColumn = 20_000)
    void badCameras(String change, String problem, String words) {
        ObjectNode input = (ObjectNode) json.readTree(camera(freshCode(), "DJ-SEO", 127.3849, 36.3504));
        lay(input, (ObjectNode) json.readTree(expanded(change)));

        Answer answer = post("/api/cameras", MANAGER, input.toString());

        assertThat(answer.problem()).as(text(answer)).isEqualTo(problem);
        assertThat(text(answer)).contains(words);
        assertThat(text(answer)).doesNotContain("geheim-9137");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            ''          | bad-request
            {           | bad-request
            []          | bad-request
            null        | bad-request
            "camera"    | bad-request
            {}          | invalid-field
            """)
    void bodiesThatAreNoCamera(String body, String problem) {
        assertThat(post("/api/cameras", MANAGER, body).problem()).isEqualTo(problem);
    }

    /** {@code @a*300} is the letter three hundred times; {@code @square} and {@code @bow} are polygons. */
    private static String expanded(String change) {
        var repeat = java.util.regex.Pattern.compile("@(.)\\*(\\d+)").matcher(change);
        return repeat.replaceAll(m -> m.group(1).repeat(Integer.parseInt(m.group(2))))
                .replace(
                        "@square",
                        "[{\"x\":0.1,\"y\":0.1},{\"x\":0.4,\"y\":0.1},{\"x\":0.4,\"y\":0.4},{\"x\":0.1,\"y\":0.4}]")
                .replace(
                        "@bow",
                        "[{\"x\":0.1,\"y\":0.1},{\"x\":0.4,\"y\":0.4},{\"x\":0.4,\"y\":0.1},{\"x\":0.1,\"y\":0.4}]")
                .replace("@speck", "[{\"x\":0.1,\"y\":0.1},{\"x\":0.101,\"y\":0.1},{\"x\":0.1,\"y\":0.101}]")
                .replace("@long", "\"" + "가".repeat(501) + "\"");
    }

    private static void lay(ObjectNode target, ObjectNode change) {
        for (var field : change.properties()) {
            JsonNode value = field.getValue();
            if (value instanceof ObjectNode inner && target.get(field.getKey()) instanceof ObjectNode known)
                lay(known, inner);
            else target.set(field.getKey(), value);
        }
    }

    private static String text(Answer answer) {
        return new String(answer.bytes(), StandardCharsets.UTF_8);
    }
}
