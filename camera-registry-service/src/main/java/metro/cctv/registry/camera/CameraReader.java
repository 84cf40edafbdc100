package metro.cctv.registry.camera;

import java.util.List;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.Require;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists of cameras as callers see them. */
@Component
class CameraReader {
    static final int MAX_LIMIT = 500;
    static final double MAX_RADIUS_M = 20_000;

    private final CameraStore store;
    private final Cameras cameras;

    CameraReader(CameraStore store, Cameras cameras) {
        this.store = store;
        this.cameras = cameras;
    }

    Page<CameraView> list(CameraFilter filter, @Nullable String cursor, int limit, Caller caller) {
        int wanted = Math.clamp(limit, 1, MAX_LIMIT);
        List<Camera> found = store.list(filter, Page.codeOf(cursor), wanted + 1);
        boolean more = found.size() > wanted;
        List<Camera> page = more ? found.subList(0, wanted) : found;
        return new Page<>(
                cameras.views(page, caller),
                more ? Page.cursorAfter(page.getLast().cameraId()) : null);
    }

    NearestView nearest(double lon, double lat, double radiusM, int limit, Caller caller) {
        Require.within("lon", lon, -180, 180);
        Require.within("lat", lat, -90, 90);
        Require.within("radiusM", radiusM, 1, MAX_RADIUS_M);
        List<CameraStore.Near> near = store.nearest(lon, lat, radiusM, Math.clamp(limit, 1, MAX_LIMIT));
        var views = cameras.views(near.stream().map(CameraStore.Near::camera).toList(), caller)
                .iterator();
        return new NearestView(near.stream()
                .map(n -> new NearestView.Item(views.next(), Math.round(n.distanceM() * 10) / 10.0))
                .toList());
    }

    /** Nearest first. */
    record NearestView(List<Item> items) {
        record Item(CameraView camera, double distanceM) {}
    }
}
