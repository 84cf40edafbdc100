package metro.cctv.simulator.onvif;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;

/** Answers WS-Discovery probes for network video transmitters, one match per camera. */
public final class DiscoveryResponder implements AutoCloseable {
    public static final int PORT = 3702;

    private static final Logger log = LoggerFactory.getLogger(DiscoveryResponder.class);
    private static final String GROUP = "239.255.255.250";
    private static final int MAX_PROBE_BYTES = 4096;
    private static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
    private static final String ADDRESSING = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
    private static final String DISCOVERY = "http://schemas.xmlsoap.org/ws/2005/04/discovery";

    private final MulticastSocket socket;
    private final Map<String, String> addressByCamera;

    private DiscoveryResponder(MulticastSocket socket, Map<String, String> addressByCamera) {
        this.socket = socket;
        this.addressByCamera = addressByCamera;
    }

    /**
     * @param host local address: probes are heard on its interface only
     * @param port 3702, or 0 for a test's own
     * @param addressByCamera device service addresses
     */
    public static DiscoveryResponder start(String host, int port, Map<String, String> addressByCamera)
            throws IOException {
        InetAddress local = InetAddress.getByName(host);
        // On loopback nobody else hears of us; elsewhere a socket of one address would not hear the group.
        MulticastSocket socket = local.isLoopbackAddress()
                ? new MulticastSocket(new InetSocketAddress(local, port))
                : new MulticastSocket(port);
        try {
            NetworkInterface network = NetworkInterface.getByInetAddress(local);
            socket.joinGroup(new InetSocketAddress(GROUP, port == 0 ? PORT : port), network);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        DiscoveryResponder responder = new DiscoveryResponder(socket, Map.copyOf(addressByCamera));
        Thread.ofPlatform().name("discovery").daemon().start(responder::listen);
        return responder;
    }

    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void listen() {
        byte[] buffer = new byte[MAX_PROBE_BYTES];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                answer(packet);
            } catch (IOException e) {
                if (!socket.isClosed()) log.warn("discovery: {}", e.getMessage());
            } catch (SoapFault e) {
                log.debug("discovery: rubbish ignored");
            }
        }
    }

    private void answer(DatagramPacket packet) throws IOException, SoapFault {
        String messageId = messageIdOfProbe(Arrays.copyOf(packet.getData(), packet.getLength()));
        if (messageId == null) return;
        for (Map.Entry<String, String> camera : addressByCamera.entrySet()) {
            byte[] match = match(camera.getKey(), camera.getValue(), messageId);
            socket.send(new DatagramPacket(match, match.length, packet.getSocketAddress()));
        }
    }

    /** Null where this is no probe for cameras. */
    static @Nullable String messageIdOfProbe(byte[] xml) throws SoapFault {
        Element envelope = Xml.parse(xml).getDocumentElement();
        Element body = Xml.child(envelope, SOAP, "Body");
        Element probe = body == null ? null : Xml.child(body, DISCOVERY, "Probe");
        if (probe == null) return null;
        String types = Xml.text(probe, DISCOVERY, "Types");
        if (types != null
                && !types.isEmpty()
                && !types.contains("NetworkVideoTransmitter")
                && !types.contains("Device")) return null;
        return Xml.text(Xml.child(envelope, SOAP, "Header"), ADDRESSING, "MessageID");
    }

    private static byte[] match(String cameraId, String address, String messageId) {
        UUID endpoint = UUID.nameUUIDFromBytes(cameraId.getBytes(StandardCharsets.UTF_8));
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <s:Envelope xmlns:s="%s" xmlns:a="%s" xmlns:d="%s" xmlns:dn="http://www.onvif.org/ver10/network/wsdl">\
                <s:Header><a:MessageID>urn:uuid:%s</a:MessageID><a:RelatesTo>%s</a:RelatesTo>\
                <a:To>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:To>\
                <a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/ProbeMatches</a:Action></s:Header>\
                <s:Body><d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:%s</a:Address>\
                </a:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types>\
                <d:Scopes>onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/name/%s</d:Scopes>\
                <d:XAddrs>%s</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion></d:ProbeMatch></d:ProbeMatches></s:Body>\
                </s:Envelope>""".formatted(
                        SOAP,
                        ADDRESSING,
                        DISCOVERY,
                        UUID.randomUUID(),
                        Xml.escape(messageId),
                        endpoint,
                        cameraId,
                        Xml.escape(address))
                .getBytes(StandardCharsets.UTF_8);
    }
}
