package metro.cctv.contracts.lease;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * A lease on a slot of cameras (ADR 0026, ADR 0054): the last record of a partition of {@link #TOPIC}. Its key is the group of
 * processes, its value names the owner, its offset is the fencing token, and the headers {@link #ADDRESS} and {@link #RTSP} say
 * where the owner's viewers go. Cameras are leased in slots: a camera's slot never changes, so a slot moves with all of its cameras and no other.
 */
public final class IngestLease {
    public static final String TOPIC = "cctv.ingest-lease.v1";

    /** Header: the owner's base address, e.g. {@code http://ingest-1.ingest:8082}; none: it did not say. */
    public static final String ADDRESS = "address";

    /** Header: where agencies' video systems find the owner, e.g. {@code rtsps://ingest-1.video.example:8322}; none: nowhere. */
    public static final String RTSP = "rtsp";

    /** Partitions of the topic. 2,700 cameras are 42 a slot. Never changed: every camera would move. */
    public static final int SLOTS = 64;

    private static final int MAX_ADDRESS = 200;

    private IngestLease() {}

    /**
     * A base address and nothing else: http or https, a host, perhaps a port.
     *
     * @throws IllegalArgumentException for anything more or less
     */
    public static URI address(String text) {
        return bare(text, "http");
    }

    /**
     * The same of rtsp or rtsps.
     *
     * @throws IllegalArgumentException for anything more or less
     */
    public static URI rtspAddress(String text) {
        return bare(text, "rtsp");
    }

    private static URI bare(String text, String scheme) {
        try {
            var address = new URI(text);
            boolean known = scheme.equals(address.getScheme()) || (scheme + "s").equals(address.getScheme());
            boolean bare = address.getRawUserInfo() == null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null
                    && "".equals(address.getRawPath());
            if (known && bare && address.getHost() != null && text.length() <= MAX_ADDRESS) return address;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no address", e);
        }
        throw new IllegalArgumentException("an address is " + scheme + "(s)://host[:port] alone");
    }

    /** @return 0 to 63 */
    public static int slotOf(String cameraId) {
        var hash = new CRC32C();
        hash.update(cameraId.getBytes(StandardCharsets.UTF_8));
        long mixed = hash.getValue() * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 58);
    }
}
