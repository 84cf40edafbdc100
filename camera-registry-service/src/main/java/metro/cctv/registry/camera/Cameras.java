package metro.cctv.registry.camera;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.paging.Cursor;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.district.Districts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cameras for the other features: as they stand, and as a caller may see them. Changes go through {@link CameraChanges}. */
@Component
public class Cameras {
    private final CameraStore store;
    private final Districts districts;
    private final HealthSource health;

    Cameras(CameraStore store, Districts districts, HealthSource health) {
        this.store = store;
        this.districts = districts;
        this.health = health;
    }

    public Optional<Camera> find(String cameraId) {
        return store.find(cameraId);
    }

    /** In no order, without those that do not exist. */
    public List<Camera> findAll(Collection<String> cameraIds) {
        return cameraIds.isEmpty() ? List.of() : store.findAll(cameraIds);
    }

    /** All but the retired, in order of code. @param districts null: every one @param afterCode exclusive */
    public List<Camera> page(@Nullable Collection<String> districts, String afterCode, int limit) {
        return store.page(districts, afterCode, limit);
    }

    /** @throws ProblemException {@code not-found} */
    public Camera get(String cameraId) {
        return store.find(cameraId).orElseThrow(() -> noSuch(cameraId));
    }

    /** @throws ProblemException {@code not-found} also for another district's camera: nobody changes those */
    public Camera getWithinReach(String cameraId, Caller caller) {
        Camera camera = get(cameraId);
        if (!CameraRightsRule.isWithinReach(caller.role(), caller.districts(), camera.districtCode()))
            throw noSuch(cameraId);
        return camera;
    }

    /** As {@link #getWithinReach}, for those who run cameras. */
    public Camera getForWriting(String cameraId, Caller caller) {
        CameraRightsRule.requireWriter(caller);
        return getWithinReach(cameraId, caller);
    }

    /** One whose past the caller may read; another district's is not found. */
    public Camera getWithPast(String cameraId, Caller caller) {
        Camera camera = get(cameraId);
        String district = camera.districtCode();
        if (CameraRightsRule.maySeeHistory(caller.role(), caller.districts(), district)) return camera;
        if (CameraRightsRule.maySeeHistory(caller.role(), Set.of(district), district)) throw noSuch(cameraId);
        throw new ProblemException(ProblemType.FORBIDDEN, "This role may not read a camera's past.");
    }

    public CameraView view(Camera camera, Caller caller) {
        return views(List.of(camera), caller).getFirst();
    }

    /** In the given order. */
    public List<CameraView> views(List<Camera> cameras, Caller caller) {
        Map<String, CameraHealth> known =
                health.of(cameras.stream().map(Camera::cameraId).toList());
        return cameras.stream()
                .map(c -> CameraView.of(
                        c,
                        districts.nameOf(c.districtCode()),
                        known.getOrDefault(c.cameraId(), CameraHealth.NEVER),
                        caller))
                .toList();
    }

    /** Views by code, for lists of other things that name cameras; without those that do not exist. */
    public Map<String, CameraView> viewsById(Collection<String> cameraIds, Caller caller) {
        Map<String, CameraView> views = new LinkedHashMap<>();
        for (CameraView view : views(findAll(cameraIds), caller)) views.put(view.cameraId(), view);
        return views;
    }

    /** The code that a list of cameras goes on behind. */
    public static @Nullable String codeOf(@Nullable String cursor) {
        return Cursor.read(cursor, 1, parts -> Require.cameraId(parts[0]));
    }

    public static ProblemException noSuch(String cameraId) {
        String plain = cameraId.replaceAll("\\p{Cntrl}", "?");
        return new ProblemException(
                ProblemType.NOT_FOUND, "No camera " + (plain.length() <= 64 ? plain : plain.substring(0, 64)) + ".");
    }
}
