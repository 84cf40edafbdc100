package metro.cctv.ingest.session;

import java.net.URI;
import metro.cctv.contracts.camera.StreamAddress;

/**
 * Where to dial, and what to ask for.
 *
 * @param datagrams media by UDP where the camera can; never together with TLS
 * @param requestUri without user information and fragment: cameras sign it (Digest) as it stands
 */
record CameraAddress(String host, int port, boolean encrypted, boolean datagrams, String requestUri) {
    private static final int RTSP_PORT = 554;
    private static final int RTSPS_PORT = 322;

    static CameraAddress of(StreamAddress address) {
        URI uri = URI.create(address.url());
        boolean encrypted = "rtsps".equals(uri.getScheme());
        int port = uri.getPort() > 0 ? uri.getPort() : encrypted ? RTSPS_PORT : RTSP_PORT;
        String host = uri.getHost();
        if (host.startsWith("[")) host = host.substring(1, host.length() - 1);
        String plain = uri.getRawFragment() == null
                ? address.url()
                : address.url().substring(0, address.url().indexOf('#'));
        boolean datagrams = address.transport() == StreamAddress.Transport.UDP && !encrypted;
        return new CameraAddress(host, port, encrypted, datagrams, plain);
    }

    /** The same camera with its media inside the RTSP connection. */
    CameraAddress withoutDatagrams() {
        return new CameraAddress(host, port, encrypted, false, requestUri);
    }
}
