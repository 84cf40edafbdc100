package metro.cctv.registry.onvif;

/**
 * One ONVIF operation.
 *
 * @param action local name of the request, e.g. {@code GetProfiles}
 * @param content XML between the request's tags, prefixes as in {@link OnvifService} plus {@code tt} for the schema;
 *     values in it went through {@link #escape}
 */
public record SoapCall(OnvifService service, String action, String content) {

    public static SoapCall of(OnvifService service, String action) {
        return new SoapCall(service, action, "");
    }

    public static SoapCall of(OnvifService service, String action, String content) {
        return new SoapCall(service, action, content);
    }

    /** For text and attribute values. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\p{Cntrl}&&[^\\t\\n\\r]]", "");
    }

    /** E.g. {@code http://www.onvif.org/ver10/media/wsdl/GetProfiles}. */
    String soapAction() {
        return service == OnvifService.EVENTS
                ? service.namespace() + "/EventPortType/" + action + "Request"
                : service.namespace() + "/" + action;
    }
}
