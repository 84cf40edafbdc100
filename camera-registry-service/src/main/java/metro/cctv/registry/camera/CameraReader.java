package metro.cctv.registry.camera;

import java.util.List;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.paging.Cursor;
import metro.cctv.chassis.paging.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists of cameras as callers see them. */
@Component
class CameraReader {
    static final int MAX_LIMIT = 500;

    private final CameraStore store;
    private final Cameras cameras;

    CameraReader(CameraStore store, Cameras cameras) {
        this.store = store;
        this.cameras = cameras;
    }

    Page<CameraView> list(CameraFilter filter, @Nullable String cursor, int limit, Caller caller) {
        int wanted = Math.clamp(limit, 1, MAX_LIMIT);
        List<Camera> found = store.list(filter, Cameras.codeOf(cursor), wanted + 1);
        Page<Camera> page = Page.of(found, wanted, last -> Cursor.of(last.cameraId()));
        return new Page<>(cameras.views(page.items(), caller), page.next());
    }
}
