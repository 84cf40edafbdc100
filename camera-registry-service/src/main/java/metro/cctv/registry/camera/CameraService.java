package metro.cctv.registry.camera;

import java.util.List;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.address.AddressUse;
import metro.cctv.registry.address.CameraAddresses;
import metro.cctv.registry.camera.By.What;
import metro.cctv.registry.district.Districts;
import metro.cctv.registry.secret.CameraSecrets;
import metro.cctv.registry.secret.SealedCredentials;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** What the doors ask for, in terms of {@link CameraChanges}. */
@Service
class CameraService {
    private final CameraChanges changes;
    private final CameraPatch patches;
    private final Districts districts;
    private final CameraAddresses addresses;
    private final CameraSecrets secrets;

    CameraService(
            CameraChanges changes,
            CameraPatch patches,
            Districts districts,
            CameraAddresses addresses,
            CameraSecrets secrets) {
        this.changes = changes;
        this.patches = patches;
        this.districts = districts;
        this.addresses = addresses;
        this.secrets = secrets;
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

    /** Outside a transaction, too: it may ask a key service. */
    @Nullable
    SealedCredentials seal(CameraInput input) {
        return input.credentials() == null ? null : secrets.seal(input.cameraId(), input.credentials());
    }

    /** @param sealed the input's credentials */
    @Transactional
    Camera register(CameraInput input, @Nullable SealedCredentials sealed, Caller caller) {
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
        if (sealed != null) secrets.keep(sealed);
        return camera;
    }

    /**
     * @param sealed the patched camera's credentials
     * @param seen null: the patch is laid over whatever stands there
     */
    @Transactional
    Camera change(
            String cameraId, ObjectNode patch, @Nullable SealedCredentials sealed, @Nullable Long seen, Caller caller) {
        By by = By.caller(caller, kindOf(patch));
        return changes.apply(cameraId, seen, by, before -> {
            CameraInput input = patches.apply(before, patch);
            Camera asked = before.with(input.facts()).with(input.picture());
            if (patch.has("credentials")) asked = logIn(asked, sealed);
            return input.state() == null ? asked : changes.step(asked, input.state(), by);
        });
    }

    /**
     * Ingest reads them anew, for the version grows.
     *
     * @param sealed null: the camera asks for none any more
     */
    @Transactional
    Camera changeCredentials(String cameraId, @Nullable SealedCredentials sealed, Caller caller) {
        return changes.apply(cameraId, null, By.caller(caller, What.CREDENTIALS), before -> logIn(before, sealed));
    }

    private Camera logIn(Camera camera, @Nullable SealedCredentials sealed) {
        if (sealed == null) {
            secrets.forget(camera.cameraId());
            return camera.with(Login.NONE);
        }
        CameraSecrets.Kept kept = secrets.keep(sealed);
        Camera told = camera.with(new Login(true, kept.at()));
        return kept.isNewPassword() ? told.with(told.facts().withPasswordChangedAt(kept.at())) : told;
    }

    Camera move(String cameraId, CameraState target, By by) {
        return changes.move(cameraId, target, by);
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
