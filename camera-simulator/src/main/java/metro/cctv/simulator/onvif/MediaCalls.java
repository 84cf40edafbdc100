package metro.cctv.simulator.onvif;

import java.util.Set;
import metro.cctv.simulator.camera.LiveCamera;
import metro.cctv.simulator.loop.CameraLoops;
import metro.cctv.simulator.video.EncodedLoop;
import org.w3c.dom.Element;

/** The media services, old ({@code ver10}) and new ({@code ver20}). Profile tokens: {@code main} and {@code sub}. */
final class MediaCalls {
    private static final Set<String> PROFILES = Set.of("main", "sub");
    private static final String SCHEMA = "http://www.onvif.org/ver10/schema";

    private final LiveCamera camera;
    private final String streamBase;
    private final String snapshotAddress;

    /** @param streamBase {@code rtsp://host:port/CAMERA} */
    MediaCalls(LiveCamera camera, String streamBase, String snapshotAddress) {
        this.camera = camera;
        this.streamBase = streamBase;
        this.snapshotAddress = snapshotAddress;
    }

    String answer(SoapRequest request) throws SoapFault {
        return switch (request.action()) {
            case "GetProfiles" -> profiles();
            case "GetStreamUri" -> {
                String uri = mediaUri(streamUri(request));
                yield "<trt:GetStreamUriResponse>" + uri + "</trt:GetStreamUriResponse>";
            }
            case "GetSnapshotUri" -> {
                profileToken(request);
                yield "<trt:GetSnapshotUriResponse>" + mediaUri(snapshotAddress) + "</trt:GetSnapshotUriResponse>";
            }
            default -> throw SoapFault.unknownAction(request.action());
        };
    }

    String answer2(SoapRequest request) throws SoapFault {
        return switch (request.action()) {
            case "GetProfiles" -> profiles2();
            case "GetStreamUri" ->
                "<tr2:GetStreamUriResponse><tr2:Uri>%s</tr2:Uri></tr2:GetStreamUriResponse>"
                        .formatted(Xml.escape(streamUri(request)));
            case "GetSnapshotUri" -> {
                profileToken(request);
                yield "<tr2:GetSnapshotUriResponse><tr2:Uri>%s</tr2:Uri></tr2:GetSnapshotUriResponse>"
                        .formatted(Xml.escape(snapshotAddress));
            }
            default -> throw SoapFault.unknownAction(request.action());
        };
    }

    private String profiles() throws SoapFault {
        CameraLoops loops = loops();
        return "<trt:GetProfilesResponse>" + profile("main", loops.main()) + profile("sub", loops.sub())
                + "</trt:GetProfilesResponse>";
    }

    private String profile(String token, EncodedLoop loop) {
        return """
                <trt:Profiles token="%s" fixed="true"><tt:Name>%s</tt:Name>\
                <tt:VideoSourceConfiguration token="source">%s</tt:VideoSourceConfiguration>\
                <tt:VideoEncoderConfiguration token="encoder_%s"><tt:Name>%s</tt:Name><tt:UseCount>1</tt:UseCount>\
                <tt:Encoding>H264</tt:Encoding><tt:Resolution><tt:Width>%d</tt:Width><tt:Height>%d</tt:Height></tt:Resolution>\
                <tt:Quality>5</tt:Quality><tt:RateControl><tt:FrameRateLimit>%d</tt:FrameRateLimit>\
                <tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>%d</tt:BitrateLimit></tt:RateControl>\
                <tt:H264><tt:GovLength>%d</tt:GovLength><tt:H264Profile>Baseline</tt:H264Profile></tt:H264>%s\
                <tt:SessionTimeout>PT60S</tt:SessionTimeout></tt:VideoEncoderConfiguration>%s</trt:Profiles>""".formatted(
                token,
                token,
                source(),
                token,
                token,
                loop.width(),
                loop.height(),
                Math.round(loop.rate().perSecond()),
                loop.bitsPerSecond() / 1000,
                loop.nextKeyFrame(1),
                multicast(),
                camera.description().ptz()
                        ? "<tt:PTZConfiguration token=\"ptz\">%s</tt:PTZConfiguration>".formatted(ptzConfiguration())
                        : "");
    }

    private String profiles2() throws SoapFault {
        CameraLoops loops = loops();
        return "<tr2:GetProfilesResponse>" + profile2("main", loops.main()) + profile2("sub", loops.sub())
                + "</tr2:GetProfilesResponse>";
    }

    private String profile2(String token, EncodedLoop loop) {
        return """
                <tr2:Profiles token="%s" fixed="true"><tr2:Name>%s</tr2:Name><tr2:Configurations>\
                <tr2:VideoSource token="source">%s</tr2:VideoSource>\
                <tr2:VideoEncoder token="encoder_%s" GovLength="%d" Profile="Baseline"><tt:Name>%s</tt:Name>\
                <tt:UseCount>1</tt:UseCount><tt:Encoding>H264</tt:Encoding><tt:Resolution><tt:Width>%d</tt:Width>\
                <tt:Height>%d</tt:Height></tt:Resolution><tt:RateControl ConstantBitRate="false">\
                <tt:FrameRateLimit>%s</tt:FrameRateLimit><tt:BitrateLimit>%d</tt:BitrateLimit></tt:RateControl>\
                <tt:Quality>5</tt:Quality></tr2:VideoEncoder>%s</tr2:Configurations></tr2:Profiles>""".formatted(
                token,
                token,
                source(),
                token,
                loop.nextKeyFrame(1),
                token,
                loop.width(),
                loop.height(),
                loop.rate().perSecond(),
                loop.bitsPerSecond() / 1000,
                camera.description().ptz() ? "<tr2:PTZ token=\"ptz\">%s</tr2:PTZ>".formatted(ptzConfiguration()) : "");
    }

    private String source() {
        CameraLoops loops = camera.loops();
        int width = loops == null ? 0 : loops.main().width();
        int height = loops == null ? 0 : loops.main().height();
        return """
                <tt:Name>source</tt:Name><tt:UseCount>2</tt:UseCount><tt:SourceToken>source</tt:SourceToken>\
                <tt:Bounds x="0" y="0" width="%d" height="%d"/>""".formatted(width, height);
    }

    private static String multicast() {
        return """
                <tt:Multicast><tt:Address><tt:Type>IPv4</tt:Type><tt:IPv4Address>0.0.0.0</tt:IPv4Address></tt:Address>\
                <tt:Port>0</tt:Port><tt:TTL>0</tt:TTL><tt:AutoStart>false</tt:AutoStart></tt:Multicast>""";
    }

    private static String ptzConfiguration() {
        return """
                <tt:Name>ptz</tt:Name><tt:UseCount>2</tt:UseCount><tt:NodeToken>ptz</tt:NodeToken>\
                <tt:DefaultPTZTimeout>PT5S</tt:DefaultPTZTimeout>""";
    }

    private CameraLoops loops() throws SoapFault {
        CameraLoops loops = camera.loops();
        if (loops == null) throw SoapFault.notReady();
        return loops;
    }

    private String streamUri(SoapRequest request) throws SoapFault {
        String token = profileToken(request);
        Element setup = Xml.child(request.body(), OnvifService.MEDIA.namespace(), "StreamSetup");
        String stream = Xml.text(setup, SCHEMA, "Stream");
        if (stream != null && !stream.equals("RTP-Unicast")) throw SoapFault.badArgument("unicast only");
        return streamBase + "/" + token;
    }

    private static String profileToken(SoapRequest request) throws SoapFault {
        String token = request.value("ProfileToken");
        if (token == null || !PROFILES.contains(token)) throw SoapFault.badArgument("no such profile");
        return token;
    }

    private static String mediaUri(String uri) {
        return """
                <trt:MediaUri><tt:Uri>%s</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect>\
                <tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout></trt:MediaUri>""".formatted(Xml.escape(uri));
    }
}
