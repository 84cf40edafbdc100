package metro.cctv.registry.ptz;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.onvif.OnvifCredentials;
import metro.cctv.registry.onvif.OnvifDevice;
import metro.cctv.registry.onvif.OnvifDevices;
import metro.cctv.registry.onvif.OnvifService;
import metro.cctv.registry.onvif.SoapCall;
import metro.cctv.registry.onvif.SoapClient;
import metro.cctv.registry.onvif.XmlElement;
import metro.cctv.registry.secret.CameraSecrets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out once how a head is spoken to (five calls), and remembers it for some minutes. */
@Component
class HeadLinks {
    private static final long KEPT_NANOS = Duration.ofMinutes(10).toNanos();
    private static final int MAX_KEPT = 5000;

    private final OnvifDevices devices;
    private final SoapClient soap;
    private final CameraSecrets secrets;
    private final AuditTrail audit;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    HeadLinks(OnvifDevices devices, SoapClient soap, CameraSecrets secrets, AuditTrail audit) {
        this.devices = devices;
        this.soap = soap;
        this.secrets = secrets;
        this.audit = audit;
    }

    private record Kept(HeadLink link, SteeredCamera camera, long sinceNanos) {}

    HeadLink of(SteeredCamera camera) {
        Kept known = kept.get(camera.cameraId());
        if (known != null && known.camera().equals(camera) && System.nanoTime() - known.sinceNanos() < KEPT_NANOS)
            return known.link();
        HeadLink link = connect(camera);
        if (kept.size() >= MAX_KEPT) kept.clear();
        kept.put(camera.cameraId(), new Kept(link, camera, System.nanoTime()));
        return link;
    }

    /** The next command finds out anew: the device may have been replaced or set up differently. */
    void forget(String cameraId) {
        kept.remove(cameraId);
    }

    private HeadLink connect(SteeredCamera camera) {
        String address = camera.onvifAddress();
        if (address == null)
            throw new ProblemException(
                    ProblemType.PTZ_REFUSED, "The camera's entry has no onvifAddress; nobody can tell it to turn.");
        OnvifDevice device = devices.connect(address, credentials(camera), camera.certificateSha256());
        if (!device.offers(OnvifService.PTZ))
            throw new ProblemException(ProblemType.PTZ_REFUSED, "The device says it has no PTZ service.");
        Profile profile = profile(device)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.PTZ_REFUSED, "None of the device's media profiles turns its head."));
        XmlElement nodes = soap.call(device, PtzMessages.nodes()).body();
        HeadNode node = PtzAnswers.node(nodes, profile.node())
                .orElseThrow(() -> new ProblemException(
                        ProblemType.CAMERA_ANSWER_REFUSED, "The device does not describe its PTZ node."));
        return new HeadLink(device, profile.token(), new HeadScale(node, camera.range()));
    }

    private @Nullable OnvifCredentials credentials(SteeredCamera camera) {
        audit.allowed(
                null,
                Access.to("camera.credentials.use", "camera", camera.cameraId())
                        .in(camera.districtCode())
                        .because("PTZ", null, null)
                        .by("camera-registry", null));
        return secrets.find(camera.cameraId())
                .map(c -> new OnvifCredentials(c.username(), c.password()))
                .orElse(null);
    }

    /** @param node null: the profile does not say which */
    private record Profile(String token, @Nullable String node) {}

    private Optional<Profile> profile(OnvifDevice device) {
        if (device.offers(OnvifService.MEDIA)) {
            Optional<Profile> found = first(
                    soap.call(device, SoapCall.of(OnvifService.MEDIA, "GetProfiles"))
                            .body(),
                    "PTZConfiguration");
            if (found.isPresent()) return found;
        }
        if (!device.offers(OnvifService.MEDIA2)) return Optional.empty();
        SoapCall call = SoapCall.of(OnvifService.MEDIA2, "GetProfiles", "<tr2:Type>PTZ</tr2:Type>");
        return first(soap.call(device, call).body(), "Configurations", "PTZ");
    }

    private static Optional<Profile> first(XmlElement answer, String... toPtz) {
        for (XmlElement profile : answer.all("Profiles")) {
            Optional<XmlElement> ptz = profile.child(toPtz);
            Optional<String> token = profile.attribute("token");
            if (ptz.isPresent() && token.isPresent())
                return Optional.of(
                        new Profile(token.get(), ptz.get().value("NodeToken").orElse(null)));
        }
        return Optional.empty();
    }
}
