package metro.cctv.registry.camera;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import metro.cctv.chassis.outbox.Outbox;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.address.CameraAddresses;
import metro.cctv.registry.district.Districts;
import metro.cctv.registry.zone.ZoneRule;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes of cameras. Each commits together with its event. */
@Service
class CameraService {
    private static final double USUAL_FIELD_OF_VIEW_DEG = 90;

    private final CameraStore store;
    private final Districts districts;
    private final CameraAddresses addresses;
    private final CredentialVault vault;
    private final Outbox outbox;
    private final Clock clock;

    CameraService(
            CameraStore store,
            Districts districts,
            CameraAddresses addresses,
            CredentialVault vault,
            Outbox outbox,
            Clock clock) {
        this.store = store;
        this.districts = districts;
        this.addresses = addresses;
        this.vault = vault;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What is wrong with the input whatever the table holds; outside a transaction, for it may ask a name server. */
    void check(CameraInput input) {
        if (!districts.exists(input.districtCode())) throw wrong("districtCode: no such district");
        ZoneRule.objection(zones(input)).ifPresent(words -> {
            throw wrong(words);
        });
        addresses.check("mainStream", input.mainStream().url());
        if (input.subStream() != null)
            addresses.check("subStream", input.subStream().url());
    }

    /** A known code is a conflict, never an update. */
    @Transactional
    Camera register(CameraInput input) {
        CameraState state = input.state() == null ? CameraState.ACTIVE : input.state();
        if (!CameraStatePolicy.mayBegin(state)) throw wrong("state: a camera begins PLANNED or ACTIVE");
        byte[] sealed = input.credentials() == null ? null : vault.seal(input.cameraId(), input.credentials());
        Camera camera = camera(input, state, sealed, 1);
        if (!store.insert(camera))
            throw new ProblemException(
                    ProblemType.CAMERA_CODE_TAKEN, "Camera code " + input.cameraId() + " is already registered.");
        outbox.add(Topics.CAMERA, camera.cameraId(), camera.configured());
        return camera;
    }

    /** @param seen the version that the change was made from; somebody else's change in between is a conflict */
    @Transactional
    Camera change(CameraInput input, boolean changesCredentials, long seen) {
        Camera before = unchanged(input.cameraId(), seen);
        CameraState state = input.state() == null ? before.state() : input.state();
        if (!CameraStatePolicy.mayChange(before.state(), state))
            throw new ProblemException(
                    ProblemType.CONFLICT, "A camera that is " + before.state() + " cannot become " + state + ".");
        byte[] sealed = before.sealedCredentials();
        if (changesCredentials)
            sealed = input.credentials() == null ? null : vault.seal(input.cameraId(), input.credentials());
        Camera after = camera(input, state, sealed, before.version() + 1);
        return state == CameraState.RETIRED ? retire(after) : save(after);
    }

    @Transactional
    Camera drawZones(String cameraId, List<Zone> zones, long seen) {
        ZoneRule.objection(zones).ifPresent(words -> {
            throw wrong(words);
        });
        Camera before = unchanged(cameraId, seen);
        if (before.state() == CameraState.RETIRED)
            throw new ProblemException(ProblemType.CONFLICT, "The camera is retired.");
        return save(before.withZones(zones, before.version() + 1, now()));
    }

    /** Again is no error. */
    @Transactional
    void retire(String cameraId) {
        Camera before = store.findForChange(cameraId).orElseThrow(() -> noSuch(cameraId));
        if (before.state() != CameraState.RETIRED) retire(before);
    }

    private Camera retire(Camera camera) {
        Camera retired = save(camera.retired(camera.version() + 1, now()));
        outbox.addTombstone(Topics.CAMERA, camera.cameraId());
        return retired;
    }

    private Camera save(Camera camera) {
        store.update(camera);
        outbox.add(Topics.CAMERA, camera.cameraId(), camera.configured());
        return camera;
    }

    private Camera unchanged(String cameraId, long seen) {
        Camera camera = store.findForChange(cameraId).orElseThrow(() -> noSuch(cameraId));
        if (camera.version() != seen)
            throw new ProblemException(
                    ProblemType.CONFLICT, "The camera is at version " + camera.version() + "; read it again.");
        return camera;
    }

    private Camera camera(CameraInput input, CameraState state, byte @Nullable [] sealed, long version) {
        StreamAddress sub = input.subStream() == null ? null : input.subStream().address();
        return new Camera(
                input.cameraId(),
                input.name(),
                input.districtCode(),
                input.purpose(),
                input.managingAgency(),
                input.lon(),
                input.lat(),
                input.headingDeg(),
                input.fieldOfViewDeg() == null ? USUAL_FIELD_OF_VIEW_DEG : input.fieldOfViewDeg(),
                input.mainStream().address(),
                sub,
                Boolean.TRUE.equals(input.ptz()),
                sealed,
                state,
                zones(input),
                version,
                now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static List<Zone> zones(CameraInput input) {
        return input.zones() == null ? List.of() : input.zones();
    }

    static ProblemException noSuch(String cameraId) {
        return new ProblemException(ProblemType.NOT_FOUND, "No camera " + cameraId + ".");
    }

    private static ProblemException wrong(String words) {
        return new ProblemException(ProblemType.INVALID_FIELD, words + ".");
    }
}
