package metro.cctv.simulator.onvif;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import metro.cctv.simulator.camera.CameraDescription;
import metro.cctv.simulator.camera.LiveCamera;

/** The device service. */
final class DeviceCalls {
    private final CameraDescription camera;
    private final String base;
    private final Clock clock;

    /** @param base address of the camera's services, without the last segment */
    DeviceCalls(LiveCamera camera, String base, Clock clock) {
        this.camera = camera.description();
        this.base = base;
        this.clock = clock;
    }

    String answer(SoapRequest request) throws SoapFault {
        return switch (request.action()) {
            case "GetSystemDateAndTime" -> systemDateAndTime();
            case "GetDeviceInformation" -> deviceInformation();
            case "GetCapabilities" -> capabilities();
            case "GetServices" -> services();
            case "GetScopes" -> scopes();
            default -> throw SoapFault.unknownAction(request.action());
        };
    }

    private String systemDateAndTime() {
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        return """
                <tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType>\
                <tt:DaylightSavings>false</tt:DaylightSavings><tt:TimeZone><tt:TZ>KST-9</tt:TZ></tt:TimeZone>\
                <tt:UTCDateTime><tt:Time><tt:Hour>%d</tt:Hour><tt:Minute>%d</tt:Minute><tt:Second>%d</tt:Second></tt:Time>\
                <tt:Date><tt:Year>%d</tt:Year><tt:Month>%d</tt:Month><tt:Day>%d</tt:Day></tt:Date></tt:UTCDateTime>\
                </tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>""".formatted(
                        now.getHour(),
                        now.getMinute(),
                        now.getSecond(),
                        now.getYear(),
                        now.getMonthValue(),
                        now.getDayOfMonth());
    }

    private String deviceInformation() {
        return """
                <tds:GetDeviceInformationResponse><tds:Manufacturer>Metro CCTV</tds:Manufacturer>\
                <tds:Model>Simulated camera</tds:Model><tds:FirmwareVersion>0.1.0</tds:FirmwareVersion>\
                <tds:SerialNumber>%s</tds:SerialNumber><tds:HardwareId>simulated</tds:HardwareId>\
                </tds:GetDeviceInformationResponse>""".formatted(Xml.escape(camera.cameraId()));
    }

    private String capabilities() {
        return """
                <tds:GetCapabilitiesResponse><tds:Capabilities><tt:Device><tt:XAddr>%s</tt:XAddr></tt:Device>\
                <tt:Media><tt:XAddr>%s</tt:XAddr><tt:StreamingCapabilities><tt:RTPMulticast>false</tt:RTPMulticast>\
                <tt:RTP_TCP>true</tt:RTP_TCP><tt:RTP_RTSP_TCP>true</tt:RTP_RTSP_TCP></tt:StreamingCapabilities></tt:Media>\
                %s</tds:Capabilities></tds:GetCapabilitiesResponse>""".formatted(
                address(OnvifService.DEVICE),
                address(OnvifService.MEDIA),
                camera.ptz() ? "<tt:PTZ><tt:XAddr>%s</tt:XAddr></tt:PTZ>".formatted(address(OnvifService.PTZ)) : "");
    }

    private String services() {
        StringBuilder services = new StringBuilder();
        for (OnvifService service : OnvifService.values()) {
            if (service == OnvifService.PTZ && !camera.ptz()) continue;
            services.append("""
                    <tds:Service><tds:Namespace>%s</tds:Namespace><tds:XAddr>%s</tds:XAddr><tds:Version>\
                    <tt:Major>%d</tt:Major><tt:Minor>%d</tt:Minor></tds:Version></tds:Service>""".formatted(service.namespace(), address(service), service.major(), service.minor()));
        }
        return "<tds:GetServicesResponse>" + services + "</tds:GetServicesResponse>";
    }

    private String scopes() {
        StringBuilder scopes = new StringBuilder();
        for (String scope : scopes(camera).split(" ")) scopes.append("""
                    <tds:Scopes><tt:ScopeDef>Fixed</tt:ScopeDef><tt:ScopeItem>%s</tt:ScopeItem></tds:Scopes>""".formatted(Xml.escape(scope)));
        return "<tds:GetScopesResponse>" + scopes + "</tds:GetScopesResponse>";
    }

    /** Separated by blanks, as WS-Discovery wants them. */
    static String scopes(CameraDescription camera) {
        String types = "onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/Profile/Streaming "
                + "onvif://www.onvif.org/Profile/T ";
        return types
                + (camera.ptz() ? "onvif://www.onvif.org/type/ptz " : "")
                + "onvif://www.onvif.org/hardware/simulated onvif://www.onvif.org/name/"
                + encoded(camera.cameraId()) + " onvif://www.onvif.org/location/" + encoded(camera.districtName());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String address(OnvifService service) {
        return Xml.escape(base + "/" + service.path());
    }
}
