package metro.cctv.registry.onvif;

import java.util.Optional;

/** The services we call; {@code prefix} is bound in every envelope we send. */
public enum OnvifService {
    DEVICE("http://www.onvif.org/ver10/device/wsdl", "tds", "Device"),
    MEDIA("http://www.onvif.org/ver10/media/wsdl", "trt", "Media"),
    MEDIA2("http://www.onvif.org/ver20/media/wsdl", "tr2", "Media2"),
    PTZ("http://www.onvif.org/ver20/ptz/wsdl", "tptz", "PTZ"),
    IMAGING("http://www.onvif.org/ver20/imaging/wsdl", "timg", "Imaging"),
    EVENTS("http://www.onvif.org/ver10/events/wsdl", "tev", "Events"),
    ANALYTICS("http://www.onvif.org/ver20/analytics/wsdl", "tan", "Analytics");

    private final String namespace;
    private final String prefix;
    private final String capability;

    OnvifService(String namespace, String prefix, String capability) {
        this.namespace = namespace;
        this.prefix = prefix;
        this.capability = capability;
    }

    public String namespace() {
        return namespace;
    }

    public String prefix() {
        return prefix;
    }

    /** Its element in a GetCapabilities answer; there is none for Media 2. */
    String capability() {
        return capability;
    }

    /** Some firmware writes a slash behind the namespace. */
    static Optional<OnvifService> ofNamespace(String namespace) {
        String plain = namespace.endsWith("/") ? namespace.substring(0, namespace.length() - 1) : namespace;
        for (OnvifService service : values()) if (service.namespace.equals(plain)) return Optional.of(service);
        return Optional.empty();
    }
}
