package metro.cctv.simulator.onvif;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * A call.
 *
 * @param action local name of the body's element
 */
record SoapRequest(
        OnvifService service,
        String action,
        Element body,
        @Nullable UsernameToken token) {
    private static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
    private static final String WSSE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private static final String WSU =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    static SoapRequest parse(byte[] xml) throws SoapFault {
        Element envelope = Xml.parse(xml).getDocumentElement();
        if (!"Envelope".equals(envelope.getLocalName()) || !SOAP.equals(envelope.getNamespaceURI()))
            throw SoapFault.malformed("not a SOAP 1.2 envelope");
        Element body = Xml.child(envelope, SOAP, "Body");
        Element call = body == null ? null : Xml.firstChild(body);
        if (call == null) throw SoapFault.malformed("no call in the body");
        OnvifService service = OnvifService.ofNamespace(call.getNamespaceURI());
        if (service == null) throw SoapFault.unknownAction(String.valueOf(call.getLocalName()));
        return new SoapRequest(service, call.getLocalName(), call, token(envelope));
    }

    /** A value directly below the call. */
    @Nullable
    String value(String name) {
        return Xml.text(body, service.namespace(), name);
    }

    private static @Nullable UsernameToken token(Element envelope) {
        Element header = Xml.child(envelope, SOAP, "Header");
        Element security = header == null ? null : Xml.child(header, WSSE, "Security");
        Element token = security == null ? null : Xml.child(security, WSSE, "UsernameToken");
        if (token == null) return null;
        Element password = Xml.child(token, WSSE, "Password");
        String nonce = Xml.text(token, WSSE, "Nonce");
        String created = Xml.text(token, WSU, "Created");
        String username = Xml.text(token, WSSE, "Username");
        if (password == null || !password.getAttribute("Type").endsWith("#PasswordDigest"))
            return new UsernameToken("", "", "", "");
        return new UsernameToken(
                username == null ? "" : username,
                password.getTextContent().strip(),
                nonce == null ? "" : nonce,
                created == null ? "" : created);
    }
}
