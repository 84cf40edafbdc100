package metro.cctv.simulator.onvif;

import java.time.Clock;
import java.util.Set;
import metro.cctv.simulator.access.Credentials;
import metro.cctv.simulator.camera.LiveCamera;
import org.jspecify.annotations.Nullable;

/** The ONVIF face of one camera. Thread-safe. */
public final class OnvifDevice {
    /** Access class PRE_AUTH (ONVIF Core specification, annex A). */
    private static final Set<String> OPEN =
            Set.of("GetSystemDateAndTime", "GetServices", "GetServiceCapabilities", "GetCapabilities");

    private final DeviceCalls device;
    private final MediaCalls media;
    private final PtzCalls ptz;
    private final @Nullable TokenGuard guard;

    /**
     * @param rtspBase {@code rtsp://host:port}
     * @param httpBase {@code http://host:port}
     * @param credentials null: everybody may do everything
     */
    public OnvifDevice(
            LiveCamera camera, String rtspBase, String httpBase, @Nullable Credentials credentials, Clock clock) {
        this.device = new DeviceCalls(camera, httpBase + "/onvif/" + camera.id(), clock);
        this.media =
                new MediaCalls(camera, rtspBase + "/" + camera.id(), httpBase + "/snapshot/" + camera.id() + ".jpg");
        this.ptz = new PtzCalls(camera.head(), clock);
        this.guard = credentials == null ? null : new TokenGuard(credentials, clock);
    }

    /**
     * @param path last segment of the address
     * @param grantedByHttp HTTP authentication has succeeded
     */
    public OnvifAnswer answer(String path, byte[] body, boolean grantedByHttp) {
        try {
            if (!OnvifService.isPath(path)) throw SoapFault.unknownAction(path);
            SoapRequest request = SoapRequest.parse(body);
            if (request.service() != OnvifService.DEVICE || !OPEN.contains(request.action()))
                authorise(request, grantedByHttp);
            String answer = switch (request.service()) {
                case DEVICE -> device.answer(request);
                case MEDIA -> media.answer(request);
                case MEDIA2 -> media.answer2(request);
                case PTZ -> ptz.answer(request);
            };
            return new OnvifAnswer(200, Xml.envelope(answer));
        } catch (SoapFault fault) {
            return new OnvifAnswer(fault.status(), Xml.envelope(fault.toXml()));
        }
    }

    private void authorise(SoapRequest request, boolean grantedByHttp) throws SoapFault {
        if (guard == null || grantedByHttp) return;
        UsernameToken token = request.token();
        if (token == null) throw SoapFault.notAuthorised(401);
        if (!guard.accepts(token)) throw SoapFault.notAuthorised(400);
    }
}
