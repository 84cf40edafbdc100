package metro.cctv.registry.camera;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A {@link CameraBrief} as PostgreSQL wrote it, with what the questions of place still reckon with.
 *
 * @param json the members of {@link CameraBrief}; passed on as it is
 */
@Schema(implementation = CameraBrief.class)
public record WrittenBrief(
        String cameraId,
        double lon,
        double lat,
        @JsonValue @JsonRawValue String json) {}
