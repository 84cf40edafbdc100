package metro.cctv.registry.layer;

import java.io.InputStream;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.ObjIntConsumer;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.TokenBuffer;

/** Reads a FeatureCollection of any size, one feature at a time. */
final class FeatureReader {
    static final int MAX_FEATURES = 500_000;
    private static final int MAX_TOKENS = 200_000;
    private static final int MAX_IGNORED_NAMED = 20;

    private final JsonMapper json;
    private final ObjIntConsumer<Feature> taken;
    private final BiConsumer<Integer, String> refused;
    private final TreeSet<String> ignored = new TreeSet<>();
    private int features;

    /**
     * @param taken gets each feature with its number, from 1
     * @param refused gets the number and the reason
     */
    FeatureReader(JsonMapper json, ObjIntConsumer<Feature> taken, BiConsumer<Integer, String> refused) {
        this.json = json;
        this.taken = taken;
        this.refused = refused;
    }

    int features() {
        return features;
    }

    /** Names of properties that were left behind, some of them. */
    TreeSet<String> ignored() {
        return ignored;
    }

    void read(InputStream in) {
        try (JsonParser parser = json.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) throw wrong("a GeoJSON FeatureCollection is needed");
            String type = "";
            boolean seen = false;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("type") && value == JsonToken.VALUE_STRING) type = parser.getString();
                else if (name.equals("features") && value == JsonToken.START_ARRAY) {
                    seen = true;
                    features(parser);
                } else parser.skipChildren();
            }
            if (!type.equals("FeatureCollection")) throw wrong("type: \"FeatureCollection\" is needed");
            if (!seen) throw wrong("features: an array is needed");
            if (parser.nextToken() != null) throw wrong("something follows the FeatureCollection");
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new ProblemException(
                    ProblemType.BAD_REQUEST,
                    "The body is no JSON"
                            + (at == null ? "." : ": line " + at.getLineNr() + ", column " + at.getColumnNr() + "."));
        }
    }

    private void features(JsonParser parser) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            if (++features > MAX_FEATURES) throw wrong("features: at most " + MAX_FEATURES);
            JsonNode feature = node(parser);
            try {
                feature.path("properties").propertyNames().forEach(this::notice);
                taken.accept(FeatureRule.read(feature, features), features);
            } catch (IllegalArgumentException e) {
                refused.accept(features, String.valueOf(e.getMessage()));
            }
        }
        if (parser.currentToken() != JsonToken.END_ARRAY)
            throw wrong("features[" + features + "]: an object is needed");
    }

    private void notice(String property) {
        if (!FeatureRule.KEPT.contains(property) && ignored.size() < MAX_IGNORED_NAMED)
            ignored.add(property.length() <= 60 ? property : property.substring(0, 60));
    }

    private JsonNode node(JsonParser parser) {
        try (TokenBuffer buffer = TokenBuffer.forGeneration()) {
            int depth = 0;
            int tokens = 0;
            do {
                if (++tokens > MAX_TOKENS) throw wrong("features[" + (features - 1) + "]: too large");
                if (parser.currentToken().isStructStart()) depth++;
                if (parser.currentToken().isStructEnd()) depth--;
                buffer.copyCurrentEvent(parser);
            } while (depth > 0 && parser.nextToken() != null);
            return json.readTree(buffer.asParser());
        }
    }

    private static ProblemException wrong(String words) {
        return new ProblemException(ProblemType.INVALID_FIELD, words);
    }
}
