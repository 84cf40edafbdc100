package metro.cctv.simulator.onvif;

import org.jspecify.annotations.Nullable;

/** The services of a device; {@code path} is the last segment of their address. */
enum OnvifService {
    DEVICE("http://www.onvif.org/ver10/device/wsdl", "device_service", "21.12"),
    MEDIA("http://www.onvif.org/ver10/media/wsdl", "media_service", "2.60"),
    MEDIA2("http://www.onvif.org/ver20/media/wsdl", "media2_service", "21.12"),
    PTZ("http://www.onvif.org/ver20/ptz/wsdl", "ptz_service", "2.60");

    private final String namespace;
    private final String path;
    private final String version;

    OnvifService(String namespace, String path, String version) {
        this.namespace = namespace;
        this.path = path;
        this.version = version;
    }

    String namespace() {
        return namespace;
    }

    String path() {
        return path;
    }

    int major() {
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }

    int minor() {
        return Integer.parseInt(version.substring(version.indexOf('.') + 1));
    }

    static @Nullable OnvifService ofNamespace(@Nullable String namespace) {
        for (OnvifService service : values()) if (service.namespace.equals(namespace)) return service;
        return null;
    }

    static boolean isPath(String path) {
        for (OnvifService service : values()) if (service.path.equals(path)) return true;
        return false;
    }
}
