package metro.cctv.registry.camera;

import java.util.List;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.address.AddressUse;
import metro.cctv.registry.address.CameraAddresses;
import metro.cctv.registry.camera.By.What;
import metro.cctv.registry.district.Districts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** What the doors ask for, in terms of {@link CameraChanges}. */
@Service
class CameraService {
    private final CameraStore store;
    private final CameraChanges changes;
    private final CameraPatch patches;
    private final Districts districts;
    private final CameraAddresses addresses;
    private final CredentialVault vault;

    CameraService(
            CameraStore store,
            CameraChanges changes,
            CameraPatch patches,
            Districts districts,
            CameraAddresses addresses,
            CredentialVault vault) {
        this.store = store;
        this.changes = changes;
        this.patches = patches;
        this.districts = districts;
        this.addresses = addresses;
        this.vault = vault;
    }

    /** What is wrong with the input whatever the table holds; outside a transaction, for it may ask a name server. */
    void check(CameraInput input, @Nullable Camera known) {
        Streams had = known == null ? Streams.UNKNOWN : known.facts().streams();
        check("mainStream", input.mainStream(), had.main());
        check("subStream", input.subStream(), had.sub());
        if (input.onvifAddress() != null && !input.onvifAddress().equals(had.onvifAddress()))
            addresses.check("onvifAddress", input.onvifAddress(), AddressUse.DEVICE);
        if (!districts.exists(input.facts().districtCode())) throw wrong("districtCode: no such district");
    }

    private void check(String field, CameraInput.@Nullable StreamInput stream, @Nullable Stream had) {
        if (stream != null && (had == null || !had.url().equals(stream.url()))) addresses.check(field, stream.url());
    }

    @Transactional
    Camera register(CameraInput input, Caller caller) {
        CameraState state = input.state() == null ? CameraState.PLANNED : input.state();
        Lifecycle begins = switch (state) {
            case PLANNED -> new Lifecycle.Planned(changes.now());
            case ACTIVE -> new Lifecycle.Active(changes.now());
            case SUSPENDED, RETIRED -> throw wrong("state: a camera begins PLANNED or ACTIVE");
        };
        Login login = input.credentials() == null ? Login.NONE : new Login(true, begins.since());
        Camera camera = changes.register(
                new Camera(input.cameraId(), input.facts(), input.picture(), login, begins, 1, begins.since()),
                By.caller(caller, What.REGISTERED));
        keep(camera.cameraId(), input.credentials());
        return camera;
    }

    /** @param seen null: the patch is laid over whatever stands there */
    @Transactional
    Camera change(String cameraId, ObjectNode patch, @Nullable Long seen, Caller caller) {
        By by = By.caller(caller, kindOf(patch));
        Camera after = changes.apply(cameraId, seen, by, before -> {
            CameraInput input = patches.apply(before, patch);
            Camera asked = before.with(input.facts()).with(input.picture());
            if (patch.has("credentials"))
                asked = asked.with(input.credentials() == null ? Login.NONE : new Login(true, changes.now()));
            return input.state() == null ? asked : changes.step(asked, input.state(), by);
        });
        if (after.state() == CameraState.RETIRED) keep(cameraId, null);
        else if (patch.has("credentials"))
            keep(cameraId, patches.apply(after, patch).credentials());
        return after;
    }

    @Transactional
    Camera move(String cameraId, CameraState target, By by) {
        Camera after = changes.move(cameraId, target, by);
        if (target == CameraState.RETIRED) keep(cameraId, null);
        return after;
    }

    Camera drawZones(String cameraId, List<Zone> zones, long seen, Caller caller) {
        return changes.apply(cameraId, seen, By.caller(caller, What.ZONES), camera -> camera.withZones(zones));
    }

    private void keep(String cameraId, @Nullable Credentials credentials) {
        store.keepCredentials(cameraId, credentials == null ? null : vault.seal(cameraId, credentials));
    }

    private static What kindOf(ObjectNode patch) {
        List<String> names =
                patch.propertyNames().stream().filter(n -> !n.equals("version")).toList();
        if (names.equals(List.of("state"))) return What.STATE;
        if (names.equals(List.of("zones"))) return What.ZONES;
        return names.equals(List.of("credentials")) ? What.CREDENTIALS : What.CHANGED;
    }

    private static ProblemException wrong(String words) {
        return new ProblemException(ProblemType.INVALID_FIELD, words + ".");
    }
}
