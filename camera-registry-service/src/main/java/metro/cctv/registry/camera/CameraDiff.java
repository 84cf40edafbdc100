package metro.cctv.registry.camera;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What differs between two versions of a camera, field by field as the door names them ({@code lon}, {@code
 * law.noticeBoard}). Log-ins are no part of an entry, so they are none of a difference either.
 *
 * @param from null: there was no camera
 */
record CameraDiff(List<String> fields, @Nullable ObjectNode from, ObjectNode to) {

    static CameraDiff between(@Nullable Camera before, Camera after, JsonMapper json) {
        ObjectNode from = before == null ? JsonNodeFactory.instance.objectNode() : flat(before, json);
        ObjectNode to = flat(after, json);
        List<String> fields = new ArrayList<>();
        for (String name : List.copyOf(to.propertyNames())) {
            if (before == null ? to.get(name).isNull() : to.get(name).equals(from.get(name))) {
                from.remove(name);
                to.remove(name);
            } else fields.add(name);
        }
        return new CameraDiff(List.copyOf(fields), before == null ? null : from, to);
    }

    private static ObjectNode flat(Camera camera, JsonMapper json) {
        ObjectNode entry = json.valueToTree(CameraInput.of(camera));
        entry.remove(List.of("cameraId", "credentials"));
        ObjectNode law = (ObjectNode) entry.remove("law");
        ObjectNode security = (ObjectNode) entry.remove("security");
        for (Map.Entry<String, JsonNode> item : law.properties()) entry.set("law." + item.getKey(), item.getValue());
        for (Map.Entry<String, JsonNode> item : security.properties())
            entry.set("security." + item.getKey(), item.getValue());
        entry.set("credentialsChangedAt", json.valueToTree(camera.login().changedAt()));
        return entry;
    }
}
