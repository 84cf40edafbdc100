package metro.cctv.registry.camera;

import java.util.Set;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.paging.Cursor;
import metro.cctv.chassis.paging.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who changed what of a camera, for those who answer for others' work. */
@RestController
class CameraHistoryController {
    private static final Set<String> ADDRESSES = Set.of("mainStream", "subStream", "onvifAddress");

    private final Cameras cameras;
    private final CameraHistory history;

    CameraHistoryController(Cameras cameras, CameraHistory history) {
        this.cameras = cameras;
        this.history = history;
    }

    @GetMapping("/api/cameras/{cameraId}/history")
    Page<CameraHistory.Entry> list(
            @PathVariable String cameraId,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam @Nullable String cursor,
            Caller caller) {
        Camera camera = cameras.getWithPast(cameraId, caller);
        int wanted = Math.clamp(limit, 1, CameraReader.MAX_LIMIT);
        Long before = Cursor.read(cursor, 1, parts -> Long.valueOf(parts[0]));
        boolean runs = CameraRightsRule.maySeeStreams(caller.role(), caller.districts(), camera.districtCode());
        return Page.of(history.list(cameraId, before, wanted + 1), wanted, last -> Cursor.of(last.id()))
                .map(e -> runs ? e : withoutAddresses(e));
    }

    /** An auditor learns that an address changed, not where the camera is dialled. */
    private static CameraHistory.Entry withoutAddresses(CameraHistory.Entry e) {
        return new CameraHistory.Entry(
                e.id(),
                e.version(),
                e.at(),
                e.who(),
                e.what(),
                e.fields(),
                withoutAddresses(e.from()),
                withoutAddresses(e.to()),
                e.reason());
    }

    private static @Nullable JsonNode withoutAddresses(@Nullable JsonNode values) {
        if (!(values instanceof ObjectNode object)) return values;
        ObjectNode left = object.deepCopy();
        left.remove(ADDRESSES);
        return left;
    }
}
