package metro.cctv.registry.onvif;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import metro.cctv.registry.onvif.SafeXml.XmlRefused;
import org.jspecify.annotations.Nullable;

/** WS-Discovery messages (April 2005 draft, which ONVIF Core §7 is built on). */
final class DiscoveryRule {
    static final int MAX_ADDRESSES = 16;
    private static final int MAX_MATCHES = 64;
    private static final String SCOPE = "onvif://www.onvif.org/";

    private DiscoveryRule() {}

    /** Asks every network video transmitter. */
    static byte[] probe(UUID messageId) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
                xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
                xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" \
                xmlns:dn="http://www.onvif.org/ver10/network/wsdl"><s:Header><a:MessageID>urn:uuid:%s</a:MessageID>\
                <a:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To>\
                <a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action></s:Header>\
                <s:Body><d:Probe><d:Types>dn:NetworkVideoTransmitter</d:Types></d:Probe></s:Body></s:Envelope>""".formatted(messageId).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * One device in an answer; nothing of it is checked yet.
     *
     * @param endpoint its stable name, usually {@code urn:uuid:…}
     * @param addresses as announced, at most sixteen
     */
    record Match(
            String endpoint,
            List<String> addresses,
            @Nullable String name,
            @Nullable String hardware,
            @Nullable String location) {}

    /** @throws XmlRefused also when it does not answer this question */
    static List<Match> read(byte[] datagram, UUID messageId) throws XmlRefused {
        XmlElement envelope = SafeXml.parse(datagram);
        XmlElement matches =
                envelope.child("Body", "ProbeMatches").orElseThrow(() -> new XmlRefused("no answer to a probe"));
        String relates = envelope.value("Header", "RelatesTo").orElse("");
        // Some firmware drops "urn:" or changes the case.
        if (!relates.toLowerCase(java.util.Locale.ROOT).endsWith(messageId.toString()))
            throw new XmlRefused("an answer to a question that was not asked");
        return matches.all("ProbeMatch").stream()
                .limit(MAX_MATCHES)
                .map(DiscoveryRule::match)
                .toList();
    }

    private static Match match(XmlElement at) {
        List<String> scopes = words(at.value("Scopes").orElse(""), 100);
        return new Match(
                Words.line(at.value("EndpointReference", "Address").orElse("")),
                words(at.value("XAddrs").orElse(""), MAX_ADDRESSES),
                scope(scopes, "name/"),
                scope(scopes, "hardware/"),
                scope(scopes, "location/"));
    }

    private static List<String> words(String text, int max) {
        return Arrays.stream(text.split("\\s+"))
                .filter(w -> !w.isEmpty())
                .limit(max)
                .toList();
    }

    private static @Nullable String scope(List<String> scopes, String kind) {
        return scopes.stream()
                .filter(s -> s.regionMatches(true, 0, SCOPE + kind, 0, SCOPE.length() + kind.length()))
                .map(s -> Words.lineOrNull(decoded(s.substring(SCOPE.length() + kind.length()))))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
