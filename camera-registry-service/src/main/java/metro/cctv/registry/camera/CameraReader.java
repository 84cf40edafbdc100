package metro.cctv.registry.camera;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import metro.cctv.chassis.door.Caller;
import metro.cctv.registry.district.Districts;
import metro.cctv.registry.health.CameraHealth;
import metro.cctv.registry.health.HealthBook;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cameras as callers see them, with health and the district's name. */
@Component
class CameraReader {
    static final int MAX_LIMIT = 500;

    private final CameraStore store;
    private final Districts districts;
    private final HealthBook health;

    CameraReader(CameraStore store, Districts districts, HealthBook health) {
        this.store = store;
        this.districts = districts;
        this.health = health;
    }

    Camera camera(String cameraId) {
        return store.find(cameraId).orElseThrow(() -> CameraService.noSuch(printable(cameraId)));
    }

    CameraView view(Camera camera, Caller caller) {
        return CameraView.of(camera, districts.nameOf(camera.districtCode()), health.of(camera.cameraId()), caller);
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

    private static CameraHealth healthOf(Map<String, CameraHealth> known, Camera camera) {
        return Objects.requireNonNull(known.get(camera.cameraId()));
    }

    private static String printable(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 64 ? plain : plain.substring(0, 64);
    }

}
