package metro.cctv.link.delivery;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * Something an agency is told, once in its feed and at least once to each of its webhooks.
 *
 * @param id grows within the agency; the cursor of the feed and the id to de-duplicate webhooks on
 * @param type e.g. {@code case.opened}
 * @param data depends on the type
 */
public record AgencyEvent(
        String id,
        String type,
        Instant at,
        @JsonRawValue @Schema(type = "object") String data) {}
