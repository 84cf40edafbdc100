package metro.cctv.registry.camera;

import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DatabindException;
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

    Patched apply(Camera camera, ObjectNode patch) {
        ObjectNode merged = json.valueToTree(CameraInput.of(camera));
        patch.properties().forEach(field -> {
            if (!field.getKey().equals("version")) merged.set(field.getKey(), field.getValue());
        });
        CameraInput input = read(merged);
        var violations = validator.validate(input);
        if (!violations.isEmpty()) throw new ConstraintViolationException(violations);
        if (!input.cameraId().equals(camera.cameraId()))
            throw new ProblemException(ProblemType.INVALID_FIELD, "cameraId: a camera keeps its code.");
        long seen = patch.has("version") ? patch.get("version").asLong(-1) : camera.version();
        return new Patched(input, patch.has("credentials"), seen);
    }

    private CameraInput read(ObjectNode merged) {
        try {
            return json.treeToValue(merged, CameraInput.class);
        } catch (DatabindException e) {
            throw new ProblemException(
                    ProblemType.BAD_REQUEST, "The patch does not fit: " + e.getPathReference() + ".");
        }
    }

    record Patched(CameraInput input, boolean changesCredentials, long seenVersion) {}
}
