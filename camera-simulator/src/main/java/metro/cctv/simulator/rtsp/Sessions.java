package metro.cctv.simulator.rtsp;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All open sessions. Event loop only. */
final class Sessions {
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> byId = new HashMap<>();

    Session open(LiveStream stream, Channel connection) {
        byte[] id = new byte[16];
        random.nextBytes(id);
        Session session = new Session(HexFormat.of().formatHex(id), stream, connection);
        byId.put(session.id(), session);
        return session;
    }

    /** A session belongs to its connection, or at least, by UDP, to its client's address. */
    @Nullable
    Session find(String id, Channel connection) {
        Session session = byId.get(id);
        if (session == null || session.connection() == connection) return session;
        return !session.boundToConnection() && addressOf(session.connection()).equals(addressOf(connection))
                ? session
                : null;
    }

    List<Session> of(Channel connection) {
        return byId.values().stream()
                .filter(session -> session.connection() == connection)
                .toList();
    }

    List<Session> all() {
        return new ArrayList<>(byId.values());
    }

    void end(Session session) {
        session.end();
        byId.remove(session.id());
    }

    void onReportFrom(InetSocketAddress rtcpAddress) {
        for (Session session : byId.values()) if (session.reportsFrom(rtcpAddress)) session.sign();
    }

    private static Object addressOf(Channel connection) {
        return connection.remoteAddress() instanceof InetSocketAddress address ? address.getAddress() : connection;
    }
}
