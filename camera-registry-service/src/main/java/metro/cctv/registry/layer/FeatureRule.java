package metro.cctv.registry.layer;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import metro.cctv.registry.geojson.Shape;
import metro.cctv.registry.geojson.ShapeRule;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What of a GeoJSON feature is kept: its shape and seven properties. Everything else is left behind, for open data carries
 * people's names and numbers.
 */
final class FeatureRule {
    static final Set<String> KEPT = Set.of("name", "kind", "capacity", "free", "phone", "heightM", "note");

    private static final ShapeRule.Limits SHAPES = new ShapeRule.Limits(EnumSet.allOf(Shape.Type.class), 20_000, 1_000);
    private static final Pattern PHONE = Pattern.compile("[0-9+() -]{2,30}");
    /** 010 and its forerunners belong to a person. */
    private static final Pattern MOBILE = Pattern.compile("^(\\+?82[- ]?)?\\(?0?1[016789][) -]?\\d{3,4}.*");

    private static final int MAX_COUNT = 10_000_000;

    private FeatureRule() {}

    /** @param number from 1, the id of a feature that names none */
    static Feature read(JsonNode feature, int number) {
        if (!"Feature".equals(feature.path("type").asString("")))
            throw new IllegalArgumentException("type: \"Feature\" is needed");
        JsonNode properties = feature.path("properties");
        if (!properties.isObject() && !properties.isNull() && !properties.isMissingNode())
            throw new IllegalArgumentException("properties: an object or null");
        return new Feature(
                id(feature.path("id"), number),
                ShapeRule.read(feature.path("geometry"), SHAPES),
                text(properties, "name", 200),
                text(properties, "kind", 60),
                count(properties, "capacity"),
                count(properties, "free"),
                phone(properties),
                height(properties),
                text(properties, "note", 500));
    }

    private static String id(JsonNode id, int number) {
        if (id.isMissingNode() || id.isNull()) return Integer.toString(number);
        if (!id.isString() && !id.isIntegralNumber())
            throw new IllegalArgumentException("id: a text or a whole number");
        String text = id.asString();
        if (text.isBlank() || text.length() > 64 || !plain(text))
            throw new IllegalArgumentException("id: 1 to 64 characters, none of them a control character");
        return text;
    }

    private static @Nullable String text(JsonNode properties, String key, int max) {
        JsonNode value = properties.path(key);
        if (value.isMissingNode() || value.isNull()) return null;
        if (!value.isValueNode()) throw new IllegalArgumentException(key + ": a text");
        String text = value.asString().strip();
        if (text.length() > max)
            throw new IllegalArgumentException(key + ": at most " + max + " characters, was " + text.length());
        if (!plain(text)) throw new IllegalArgumentException(key + ": no control characters");
        return text.isEmpty() ? null : text;
    }

    private static boolean plain(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    private static @Nullable Integer count(JsonNode properties, String key) {
        JsonNode value = properties.path(key);
        if (value.isMissingNode() || value.isNull()) return null;
        if (!value.isIntegralNumber() || value.asLong() < 0 || value.asLong() > MAX_COUNT)
            throw new IllegalArgumentException(key + ": a whole number from 0 to " + MAX_COUNT);
        return value.asInt();
    }

    private static @Nullable String phone(JsonNode properties) {
        String phone = text(properties, "phone", 30);
        if (phone == null) return null;
        if (!PHONE.matcher(phone).matches())
            throw new IllegalArgumentException("phone: digits, spaces, \"+\", \"-\" and brackets");
        if (MOBILE.matcher(phone).matches())
            throw new IllegalArgumentException("phone: a person's mobile number does not belong in a layer");
        return phone;
    }

    private static @Nullable Double height(JsonNode properties) {
        JsonNode value = properties.path("heightM");
        if (value.isMissingNode() || value.isNull()) return null;
        double height = value.isNumber() ? value.asDouble() : Double.NaN;
        if (!(height >= 0 && height <= 1000)) throw new IllegalArgumentException("heightM: a number from 0 to 1000");
        return height;
    }
}
