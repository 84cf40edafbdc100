package metro.cctv.registry.space;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A polygon in a query parameter: {@code lon lat,lon lat,…}; it closes itself. */
final class CornerRule {
    private static final int MAX_CORNERS = 200;

    private CornerRule() {}

    static ObjectNode polygon(String text) {
        String[] corners = text.split(",", -1);
        if (corners.length < 3 || corners.length > MAX_CORNERS)
            throw new IllegalArgumentException(
                    "polygon: 3 to " + MAX_CORNERS + " corners \"lon lat\" with commas between, was " + corners.length);
        ArrayNode ring = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < corners.length; i++) ring.add(corner(corners[i], i));
        if (!ring.get(0).equals(ring.get(corners.length - 1)))
            ring.add(ring.get(0).deepCopy());
        ObjectNode polygon = JsonNodeFactory.instance.objectNode().put("type", "Polygon");
        polygon.putArray("coordinates").add(ring);
        return polygon;
    }

    private static ArrayNode corner(String text, int number) {
        String[] parts = text.strip().split(" +");
        try {
            if (parts.length == 2)
                return JsonNodeFactory.instance
                        .arrayNode()
                        .add(Double.parseDouble(parts[0]))
                        .add(Double.parseDouble(parts[1]));
        } catch (NumberFormatException e) {
            // Said below, as for any other wrong corner.
        }
        throw new IllegalArgumentException("polygon: corner " + (number + 1) + " is not \"lon lat\"");
    }
}
