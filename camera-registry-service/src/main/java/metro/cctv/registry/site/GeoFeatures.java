package metro.cctv.registry.site;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonParserDelegate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The features of a GeoJSON FeatureCollection one after the other; never more than one in memory, and none of any size. */
final class GeoFeatures implements AutoCloseable {
    private static final int MAX_TOKENS = 20_000;
    private static final JsonMapper TREES = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxStringLength(20_000)
                            .maxNumberLength(40)
                            .maxNameLength(200)
                            .build())
                    .build())
            // The tree of one feature is followed by the next.
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final CountingStream counted;
    private final Bounded parser;
    private int row;
    private boolean ended;

    GeoFeatures(Path file) throws IOException {
        counted = new CountingStream(new BufferedInputStream(Files.newInputStream(file), 64 * 1024));
        parser = new Bounded(TREES.createParser((InputStream) counted));
        try {
            toFeatures();
        } catch (JacksonException e) {
            close();
            throw broken(e);
        } catch (FileRefused e) {
            close();
            throw e;
        }
    }

    private void toFeatures() {
        if (parser.nextToken() != JsonToken.START_OBJECT) throw noCollection();
        String type = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("type") && value == JsonToken.VALUE_STRING) type = parser.getString();
            if (type != null && !type.equals("FeatureCollection")) throw noCollection();
            if (name.equals("features")) {
                if (value != JsonToken.START_ARRAY) throw noCollection();
                return;
            }
            parser.free();
            parser.skipChildren();
        }
        throw noCollection();
    }

    /** @return null at the end */
    @Nullable
    JsonNode next() {
        try {
            if (!advance()) return null;
            parser.measured();
            return TREES.readTree(parser);
        } catch (JacksonException e) {
            throw broken(e);
        }
    }

    /** @return false at the end */
    boolean skip() {
        try {
            if (!advance()) return false;
            parser.measured();
            parser.skipChildren();
            return true;
        } catch (JacksonException e) {
            throw broken(e);
        }
    }

    private boolean advance() {
        if (ended) return false;
        parser.free();
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_ARRAY) {
            while (parser.nextToken() != null) parser.free(); // what follows must be JSON, too
            ended = true;
            return false;
        }
        if (token != JsonToken.START_OBJECT) throw new FileRefused("Feature " + (row + 1) + " is no object.");
        row++;
        return true;
    }

    private static FileRefused noCollection() {
        return new FileRefused(
                "This is no GeoJSON FeatureCollection: {\"type\": \"FeatureCollection\", \"features\": [...]}.");
    }

    private FileRefused broken(JacksonException e) {
        var at = e.getLocation();
        String where = at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new FileRefused(
                "The JSON breaks off at feature " + (row == 0 ? 1 : row) + where + ": it is cut off, or no JSON.");
    }

    /** From 1. */
    int row() {
        return row;
    }

    long bytesDone() {
        return counted.count();
    }

    @Override
    public void close() {
        parser.close();
    }

    /** A feature has so many tokens and no more; a tree of millions would take the service's memory. */
    private static final class Bounded extends JsonParserDelegate {
        private int left = Integer.MAX_VALUE;

        Bounded(JsonParser parser) {
            super(parser);
        }

        void measured() {
            left = MAX_TOKENS;
        }

        void free() {
            left = Integer.MAX_VALUE;
        }

        @Override
        public JsonToken nextToken() {
            if (left-- <= 0)
                throw new FileRefused("A feature has more than " + MAX_TOKENS + " values: that is no camera.");
            return super.nextToken();
        }

        /** The delegate's own goes around {@link #nextToken}. */
        @Override
        public JsonParser skipChildren() {
            if (currentToken() != JsonToken.START_OBJECT && currentToken() != JsonToken.START_ARRAY) return this;
            int open = 1;
            while (open > 0) {
                JsonToken token = nextToken();
                if (token == null) return this;
                if (token.isStructStart()) open++;
                else if (token.isStructEnd()) open--;
            }
            return this;
        }
    }
}
