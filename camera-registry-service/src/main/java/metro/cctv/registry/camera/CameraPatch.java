package metro.cctv.registry.camera;

import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.Map;
import metro.cctv.chassis.problem.JsonRefusal;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON merge patch (RFC 7396) over a camera: what is absent stays, null removes, and the result must be as sound as a
 * new camera. A {@code version} in the patch must be the present one.
 */
@Component
class CameraPatch {
    private final JsonMapper json;
    private final Validator validator;

    CameraPatch(JsonMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    CameraInput apply(Camera camera, ObjectNode patch) {
        ObjectNode merged = json.valueToTree(CameraInput.of(camera));
        if (patch.has("purpose") && !patch.has("purposeSubtype")) merged.remove("purposeSubtype");
        merge(merged, patch);
        merged.remove("version");
        CameraInput input = read(merged);
        var violations = validator.validate(input);
        if (!violations.isEmpty()) throw new ConstraintViolationException(violations);
        if (!input.cameraId().equals(camera.cameraId()))
            throw new ProblemException(ProblemType.INVALID_FIELD, "cameraId: a camera keeps its code.");
        return input;
    }

    /** @return null: whatever the version is */
    static @Nullable Long seenVersion(ObjectNode patch) {
        JsonNode version = patch.get("version");
        if (version == null) return null;
        if (!version.canConvertToLong())
            throw new ProblemException(ProblemType.INVALID_FIELD, "version: a whole number.");
        return version.asLong();
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            JsonNode value = field.getValue();
            if (value.isNull()) target.remove(field.getKey());
            else if (value instanceof ObjectNode inner && target.get(field.getKey()) instanceof ObjectNode known)
                merge(known, inner);
            else target.set(field.getKey(), value);
        }
    }

    private CameraInput read(ObjectNode merged) {
        try {
            return json.treeToValue(merged, CameraInput.class);
        } catch (DatabindException e) {
            throw JsonRefusal.of(e);
        }
    }
}
