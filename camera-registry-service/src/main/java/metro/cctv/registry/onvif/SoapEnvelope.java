package metro.cctv.registry.onvif;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.onvif.SafeXml.XmlRefused;

/** SOAP 1.2 out, SOAP 1.1 or 1.2 in. */
final class SoapEnvelope {
    /** Subcodes that mean "log in": ONVIF's own, and those of WS-Security that firmware sends instead. */
    private static final Set<String> LOGIN =
            Set.of("NotAuthorized", "FailedAuthentication", "InvalidSecurityToken", "InvalidSecurity", "FailedCheck");

    private SoapEnvelope() {}

    /** @param header an XML fragment or nothing */
    static byte[] of(SoapCall call, String header) {
        String tag = call.service().prefix() + ":" + call.action();
        return ("""
                <?xml version="1.0" encoding="UTF-8"?>
                <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
                xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:%s="%s">%s<s:Body>""".formatted(call.service().prefix(), call.service().namespace(), header)
                        + "<" + tag + ">" + call.content() + "</" + tag + "></s:Body></s:Envelope>")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What stands in the body; an empty element where the body is empty. */
    static XmlElement body(SoapCall call, byte[] bytes) {
        XmlElement envelope;
        try {
            envelope = SafeXml.parse(bytes);
        } catch (XmlRefused e) {
            throw unusable("The answer to " + call.action() + " cannot be used: it is " + e.words() + ".");
        }
        Optional<XmlElement> body = envelope.name().equals("Envelope") ? envelope.child("Body") : Optional.empty();
        if (body.isEmpty()) throw unusable("The answer to " + call.action() + " is no SOAP envelope.");
        return body.get().children().stream()
                .findFirst()
                .orElseGet(() -> new XmlElement("", java.util.Map.of(), List.of(), ""));
    }

    static boolean isFault(XmlElement body) {
        return body.name().equals("Fault");
    }

    static SoapFault fault(SoapCall call, XmlElement fault) {
        String reason = fault.value("Reason", "Text")
                .or(() -> fault.value("faultstring"))
                .or(() -> fault.value("Detail", "Text"))
                .orElse("");
        return new SoapFault(call.action(), Words.line(subcode(fault)), Words.line(reason));
    }

    static boolean asksForLogin(XmlElement body) {
        return isFault(body) && LOGIN.contains(subcode(body));
    }

    /** Innermost subcode; SOAP 1.1 has only a fault code. */
    private static String subcode(XmlElement fault) {
        Optional<XmlElement> at = fault.child("Code");
        String code = fault.value("faultcode").orElse("");
        for (int depth = 0; depth < 8 && at.isPresent(); depth++) {
            code = at.get().value("Value").orElse(code);
            at = at.get().child("Subcode");
        }
        return code.substring(code.indexOf(':') + 1);
    }

    static ProblemException unusable(String words) {
        return new ProblemException(ProblemType.CAMERA_ANSWER_REFUSED, words);
    }
}
