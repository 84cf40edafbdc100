package metro.cctv.registry.camera;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.Require;
import metro.cctv.registry.district.Districts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cameras as callers see them, with health and the district's name. */
@Component
class CameraReader {
    static final int MAX_LIMIT = 500;
    static final double MAX_RADIUS_M = 20_000;

    private final CameraStore store;
    private final Districts districts;
    private final HealthSource health;

    CameraReader(CameraStore store, Districts districts, HealthSource health) {
        this.store = store;
        this.districts = districts;
        this.health = health;
    }

    Camera camera(String cameraId) {
        return store.find(cameraId).orElseThrow(() -> CameraService.noSuch(printable(cameraId)));
    }

    CameraView view(Camera camera, Caller caller) {
        return CameraView.of(
                camera,
                districts.nameOf(camera.districtCode()),
                healthOf(health.of(List.of(camera.cameraId())), camera),
                caller);
    }

    Page<CameraView> list(CameraFilter filter, @Nullable String cursor, int limit, Caller caller) {
        int wanted = Math.clamp(limit, 1, MAX_LIMIT);
        List<Camera> cameras = store.list(filter, Page.codeOf(cursor), wanted + 1);
        boolean more = cameras.size() > wanted;
        List<Camera> page = more ? cameras.subList(0, wanted) : cameras;
        Map<String, CameraHealth> known =
                health.of(page.stream().map(Camera::cameraId).toList());
        return new Page<>(
                page.stream()
                        .map(c -> CameraView.of(c, districts.nameOf(c.districtCode()), healthOf(known, c), caller))
                        .toList(),
                more ? Page.cursorAfter(page.getLast().cameraId()) : null);
    }

    NearestView nearest(double lon, double lat, double radiusM, int limit, Caller caller) {
        Require.within("lon", lon, -180, 180);
        Require.within("lat", lat, -90, 90);
        Require.within("radiusM", radiusM, 1, MAX_RADIUS_M);
        List<CameraStore.Near> near = store.nearest(lon, lat, radiusM, Math.clamp(limit, 1, MAX_LIMIT));
        Map<String, CameraHealth> known =
                health.of(near.stream().map(n -> n.camera().cameraId()).toList());
        return new NearestView(near.stream()
                .map(n -> new NearestView.Item(
                        CameraView.of(
                                n.camera(),
                                districts.nameOf(n.camera().districtCode()),
                                healthOf(known, n.camera()),
                                caller),
                        Math.round(n.distanceM() * 10) / 10.0))
                .toList());
    }

    private static CameraHealth healthOf(Map<String, CameraHealth> known, Camera camera) {
        return Objects.requireNonNull(known.get(camera.cameraId()));
    }

    private static String printable(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 64 ? plain : plain.substring(0, 64);
    }

    /** Nearest first. */
    record NearestView(List<Item> items) {
        record Item(CameraView camera, double distanceM) {}
    }
}
