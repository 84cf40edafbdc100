package metro.cctv.registry.ptz;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An ONVIF camera without a log-in that, on demand, hangs, faults, lies or talks rubbish. It never stops by itself. */
final class OddCamera implements AutoCloseable {
    private static final Pattern ACTION = Pattern.compile("Body[^>]*><(?:\\w+:)?(\\w+)");

    enum Mood {
        OBEDIENT,
        HANGING,
        FAULTING,
        RUBBISH,
        BOMB,
        LYING,
        SILENT_ABOUT_PLACE
    }

    /** Actions in the order they came. */
    final List<String> heard = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    volatile Mood mood = Mood.OBEDIENT;

    OddCamera() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/onvif/device_service";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher action = ACTION.matcher(body);
            String name = action.find() ? action.group(1) : "?";
            heard.add(name);
            if (mood == Mood.HANGING) {
                closed.await();
                return;
            }
            boolean fault = mood == Mood.FAULTING && !name.startsWith("Get");
            String xml = fault ? fault() : said(name);
            if (mood == Mood.RUBBISH && !name.startsWith("Get")) xml = "<html>It works!</body>";
            if (mood == Mood.BOMB && !name.startsWith("Get"))
                xml = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\">]>" + said(name);
            byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/soap+xml");
            exchange.sendResponseHeaders(fault ? 500 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String fault() {
        return envelope("""
                <s:Fault><s:Code><s:Value>s:Receiver</s:Value><s:Subcode><s:Value>ter:Action</s:Value></s:Subcode></s:Code>\
                <s:Reason><s:Text>motor \u202eblocked</s:Text></s:Reason></s:Fault>""");
    }

    private String said(String action) {
        String base = address().replace("device_service", "");
        return envelope(
                switch (action) {
                    case "GetSystemDateAndTime" -> "<GetSystemDateAndTimeResponse/>";
                    case "GetServices" -> """
                    <GetServicesResponse><Service><Namespace>http://www.onvif.org/ver10/media/wsdl</Namespace><XAddr>%smedia</XAddr>\
                    </Service><Service><Namespace>http://www.onvif.org/ver20/ptz/wsdl</Namespace><XAddr>%sptz</XAddr></Service>\
                    </GetServicesResponse>""".formatted(base, base);
                    case "GetProfiles" -> """
                    <GetProfilesResponse><Profiles token="p"><PTZConfiguration token="c"><NodeToken>n</NodeToken></PTZConfiguration>\
                    </Profiles></GetProfilesResponse>""";
                    case "GetNodes" ->
                        """
                    <GetNodesResponse><PTZNode token="n"><SupportedPTZSpaces>%s%s</SupportedPTZSpaces></PTZNode></GetNodesResponse>""".formatted(
                                        plane("AbsolutePanTiltPositionSpace", "PositionGenericSpace"),
                                        plane("ContinuousPanTiltVelocitySpace", "VelocityGenericSpace"));
                    case "GetStatus" -> "<GetStatusResponse><PTZStatus>" + place() + "</PTZStatus></GetStatusResponse>";
                    case "GetPresets" ->
                        "<GetPresetsResponse><Preset token=\"1\"><Name>a</Name></Preset></GetPresetsResponse>";
                    default -> "<" + action + "Response/>";
                });
    }

    private String place() {
        return switch (mood) {
            case SILENT_ABOUT_PLACE -> "";
            case LYING -> "<Position><PanTilt x=\"42\" y=\"-7\"/></Position>";
            default -> "<Position><PanTilt x=\"0\" y=\"0\"/></Position>";
        };
    }

    private static String plane(String name, String space) {
        return """
                <%s><URI>http://www.onvif.org/ver10/tptz/PanTiltSpaces/%s</URI><XRange><Min>-1</Min><Max>1</Max></XRange>\
                <YRange><Min>-1</Min><Max>1</Max></YRange></%s>""".formatted(name, space, name);
    }

    private static String envelope(String body) {
        return "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" xmlns:ter=\"http://www.onvif.org/ver10/error\"><s:Body>"
                + body + "</s:Body></s:Envelope>";
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
