package metro.cctv.ingest.rtsp;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * RTSP for agencies.
 *
 * @param port -1: no RTSP; 0: any free one
 * @param listen the address of this machine that it is bound to
 * @param certificateFile PEM, chain included: the port speaks RTSPS alone; read at the start. Empty: none
 * @param privateKeyFile PEM, PKCS #8, without a password
 * @param plain without a certificate on another address than loopback: tickets and pictures cross the network readable
 * @param ownerHosts of other processes of ours, which a lease may name as a camera's owner; a player is sent to no other host;
 *     {@code *.name}: any below
 * @param maxConnections of all agencies
 * @param maxConnectionsPerAgency that showed a ticket of its cases
 * @param loginWithin a connection that shows no good ticket for so long, or plays nothing, is closed
 */
public record RtspSettings(
        @DefaultValue("-1") int port,
        @DefaultValue("127.0.0.1") String listen,
        @DefaultValue("") String certificateFile,
        @DefaultValue("") String privateKeyFile,
        @DefaultValue("false") boolean plain,
        @DefaultValue List<String> ownerHosts,
        @DefaultValue("1000") int maxConnections,
        @DefaultValue("200") int maxConnectionsPerAgency,
        @DefaultValue("30s") Duration loginWithin) {
    public RtspSettings {
        if (port < -1 || port > 65_535) throw new IllegalArgumentException("port: -1 to 65535, was " + port);
        if (certificateFile.isEmpty() != privateKeyFile.isEmpty())
            throw new IllegalArgumentException("certificate-file and private-key-file: both or neither");
        if (maxConnections < 1 || maxConnectionsPerAgency < 1)
            throw new IllegalArgumentException("max-connections: at least 1");
        if (loginWithin.toMillis() < 100) throw new IllegalArgumentException("login-within: at least 100 ms");
    }
}
