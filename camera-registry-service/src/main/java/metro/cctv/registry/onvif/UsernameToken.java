package metro.cctv.registry.onvif;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/** WS-Security UsernameToken with a password digest: Base64(SHA-1(nonce + created + password)). Legacy, but out there. */
final class UsernameToken {
    private static final String WSSE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private static final String WSU =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    private static final String PROFILE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest";
    private static final String ENCODING =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";
    private static final DateTimeFormatter CREATED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private UsernameToken() {}

    /**
     * The SOAP header.
     *
     * @param deviceTime what the device's clock says now, as far as we know
     */
    static String header(OnvifCredentials who, byte[] nonce, Instant deviceTime) {
        String created = CREATED.format(deviceTime);
        return """
                <s:Header><wsse:Security s:mustUnderstand="1" xmlns:wsse="%s" xmlns:wsu="%s"><wsse:UsernameToken>\
                <wsse:Username>%s</wsse:Username><wsse:Password Type="%s">%s</wsse:Password>\
                <wsse:Nonce EncodingType="%s">%s</wsse:Nonce><wsu:Created>%s</wsu:Created>\
                </wsse:UsernameToken></wsse:Security></s:Header>""".formatted(
                        WSSE,
                        WSU,
                        SoapCall.escape(who.username()),
                        PROFILE,
                        digest(nonce, created, who.password()),
                        ENCODING,
                        Base64.getEncoder().encodeToString(nonce),
                        created);
    }

    static String digest(byte[] nonce, String created, String password) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(nonce);
            sha1.update(created.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sha1.digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is part of every JDK", e);
        }
    }
}
