package metro.cctv.contracts.camera;

import java.net.URI;

/**
 * Where a stream is pulled from.
 *
 * @param url {@code rtsp://host:port/path} or {@code rtsps://…}, without user information
 */
public record StreamAddress(String url, Transport transport) {

    public enum Transport {
        TCP,
        UDP
    }

    public StreamAddress {
        URI uri = URI.create(url);
        String scheme = String.valueOf(uri.getScheme());
        if (!scheme.equals("rtsp") && !scheme.equals("rtsps"))
            throw new IllegalArgumentException("url: scheme rtsp or rtsps, was " + scheme);
        if (uri.getHost() == null) throw new IllegalArgumentException("url: a host is missing");
        if (uri.getRawUserInfo() != null)
            throw new IllegalArgumentException("url: user name and password do not belong in the address");
    }
}
