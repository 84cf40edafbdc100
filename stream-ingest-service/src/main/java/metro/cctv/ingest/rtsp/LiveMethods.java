package metro.cctv.ingest.rtsp;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.rtsp.RtspHeaderNames;
import io.netty.handler.codec.rtsp.RtspResponseStatuses;
import io.netty.handler.codec.rtsp.RtspVersions;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.ingest.media.VideoCodec;
import metro.cctv.ingest.media.VideoFormat;
import metro.cctv.ingest.relay.LiveCameras.LiveCamera;
import metro.cctv.ingest.relay.LiveDoor;
import metro.cctv.ingest.relay.LiveDoor.Viewer;
import metro.cctv.ingest.relay.ViewRefused;
import metro.cctv.ingest.relay.Viewers;
import metro.cctv.rtsp.RtspAnswer;
import metro.cctv.rtsp.RtspRefusal;
import metro.cctv.rtsp.SessionState;
import metro.cctv.rtsp.Transport;
import org.jspecify.annotations.Nullable;

/**
 * What each method does for one connection. A look is written down once, when its first request comes in; every later one
 * asks again whether the right holds.
 */
final class LiveMethods {
    static final String SERVER = "Metro CCTV";

    private static final String METHODS =
            "OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, GET_PARAMETER, SET_PARAMETER, TEARDOWN";
    private static final int MAX_SESSIONS = 4;
    private static final int MAX_LOOKS = 16;
    private static final long PICTURE_WITHIN_S = 3;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final LiveDoor door;
    private final Viewers viewers;
    private final AgencySeats seats;
    private final RtspConnection connection;
    private final OtherOwners others;
    private final Map<String, LiveSession> sessions = new ConcurrentHashMap<>();
    private final Set<Viewer> looks = new HashSet<>();
    private @Nullable String agency;
    private @Nullable Viewer challenged;
    private volatile boolean admitted;

    LiveMethods(LiveDoor door, Viewers viewers, AgencySeats seats, RtspConnection connection, OtherOwners others) {
        this.door = door;
        this.viewers = viewers;
        this.seats = seats;
        this.connection = connection;
        this.others = others;
    }

    boolean hasSessions() {
        return !sessions.isEmpty();
    }

    boolean isPlaying() {
        return sessions.values().stream().anyMatch(session -> session.state() == SessionState.PLAYING);
    }

    /** Whether a good ticket was shown. */
    boolean isAdmitted() {
        return admitted;
    }

    /** @return null: answered already */
    @Nullable
    FullHttpResponse handle(HttpRequest request) throws RtspRefusal, InterruptedException {
        if (!request.protocolVersion().equals(RtspVersions.RTSP_1_0))
            throw new RtspRefusal(RtspResponseStatuses.RTSP_VERSION_NOT_SUPPORTED);
        String required = request.headers().get(RtspHeaderNames.REQUIRE);
        if (required != null) {
            FullHttpResponse answer = RtspAnswer.of(SERVER, RtspResponseStatuses.OPTION_NOT_SUPPORTED);
            answer.headers().set(RtspHeaderNames.UNSUPPORTED, required);
            return answer;
        }
        return switch (request.method().name()) {
            case "OPTIONS" -> options(request);
            case "DESCRIBE" -> describe(request);
            case "SETUP" -> setup(request);
            case "PLAY" -> play(request);
            case "PAUSE" -> pause(request);
            case "TEARDOWN" -> teardown(request);
            // A sign of life; there are no parameters.
            case "GET_PARAMETER", "SET_PARAMETER" -> {
                if (request.headers().contains(RtspHeaderNames.SESSION)) session(request);
                yield ok();
            }
            default -> throw new RtspRefusal(HttpResponseStatus.NOT_IMPLEMENTED);
        };
    }

    void over(LiveSession session) {
        sessions.remove(session.id(), session);
    }

    /** The connection is gone. Whoever was asked for a ticket and never showed one stands in the ledger now. */
    void close() throws InterruptedException {
        for (LiveSession session : sessions.values()) session.pause();
        sessions.clear();
        String seat = agency;
        if (seat != null) seats.giveBack(seat);
        Viewer asked = challenged;
        if (asked == null) return;
        try {
            door.openRepeated(asked);
        } catch (ViewRefused refused) {
            // As it should be: the door wrote it down.
        }
    }

    private FullHttpResponse options(HttpRequest request) throws RtspRefusal {
        if (request.headers().contains(RtspHeaderNames.SESSION)) session(request);
        FullHttpResponse answer = ok();
        answer.headers().set(RtspHeaderNames.PUBLIC, METHODS);
        return answer;
    }

    private FullHttpResponse describe(HttpRequest request) throws RtspRefusal, InterruptedException {
        LivePath path = path(request);
        Look look;
        try {
            look = admit(request, path);
        } catch (ViewRefused refused) {
            if (refused.type() != ProblemType.UNAVAILABLE) throw refused;
            return toTheOwner(path).orElseThrow(() -> refused);
        }
        String accept = request.headers().get(RtspHeaderNames.ACCEPT);
        if (accept != null && !accept.contains("application/sdp") && !accept.contains("*/*"))
            throw new RtspRefusal(RtspResponseStatuses.NOT_ACCEPTABLE);
        String sdp = LiveDescription.of(path, connection.localAddress(), formatOf(look.camera(), path));
        FullHttpResponse answer =
                RtspAnswer.of(SERVER, RtspResponseStatuses.OK, Unpooled.copiedBuffer(sdp, StandardCharsets.US_ASCII));
        answer.headers().set(RtspHeaderNames.CONTENT_TYPE, "application/sdp");
        answer.headers().set(RtspHeaderNames.CONTENT_BASE, LivePath.baseOf(request.uri()));
        answer.headers().set(RtspHeaderNames.CACHE_CONTROL, "no-store");
        return answer;
    }

    /** For who may watch a camera that another process of ours pulls: it is asked there (RFC 2326, 11.3.3). */
    private Optional<FullHttpResponse> toTheOwner(LivePath path) {
        return others.of(path.cameraId()).map(owner -> {
            FullHttpResponse answer = RtspAnswer.of(SERVER, RtspResponseStatuses.MOVED_TEMPORARILY);
            answer.headers().set(HttpHeaderNames.LOCATION, owner + "/" + path.text());
            answer.headers().set(RtspHeaderNames.CACHE_CONTROL, "no-store");
            return answer;
        });
    }

    private FullHttpResponse setup(HttpRequest request) throws RtspRefusal {
        LivePath path = path(request);
        admit(request, path);
        String asked = request.headers().get(RtspHeaderNames.TRANSPORT);
        Transport.Interleaved wanted = asked == null ? null : Transport.chooseInterleaved(asked);
        if (wanted == null) throw new RtspRefusal(RtspResponseStatuses.UNSUPPORTED_TRANSPORT);
        boolean known = request.headers().contains(RtspHeaderNames.SESSION);
        if (!known && sessions.size() >= MAX_SESSIONS) throw new RtspRefusal(RtspResponseStatuses.NOT_ENOUGH_BANDWIDTH);
        String id = known ? sessionFor(request, path).id() : newId();
        var session = new LiveSession(id, path, channelFor(wanted, id), connection);
        sessions.put(id, session);
        FullHttpResponse answer = ok();
        answer.headers().set(RtspHeaderNames.TRANSPORT, session.transport());
        answer.headers().set(RtspHeaderNames.SESSION, sessionHeader(session));
        return answer;
    }

    private LiveSession sessionFor(HttpRequest request, LivePath path) throws RtspRefusal {
        LiveSession session = session(request);
        if (!session.path().equals(path)) throw new RtspRefusal(RtspResponseStatuses.AGGREGATE_OPERATION_NOT_ALLOWED);
        if (session.state().after(request.method()) == null)
            throw new RtspRefusal(RtspResponseStatuses.METHOD_NOT_VALID);
        return session;
    }

    private @Nullable FullHttpResponse play(HttpRequest request) throws RtspRefusal, InterruptedException {
        LiveSession session = session(request);
        Look look = admit(request, session.path());
        FullHttpResponse answer = ok();
        answer.headers().set(RtspHeaderNames.SESSION, sessionHeader(session));
        answer.headers().set(RtspHeaderNames.RANGE, "npt=now-");
        if (session.state() == SessionState.PLAYING) return answer;
        connection.stamp(request, answer);
        String track = LivePath.baseOf(request.uri()) + LivePath.TRACK;
        if (session.play(viewers, look.viewer(), look.camera(), answer, track)) return null;
        throw new RtspRefusal(RtspResponseStatuses.NOT_ENOUGH_BANDWIDTH);
    }

    private FullHttpResponse pause(HttpRequest request) throws RtspRefusal, InterruptedException {
        LiveSession session = session(request);
        session.pause();
        FullHttpResponse answer = ok();
        answer.headers().set(RtspHeaderNames.SESSION, sessionHeader(session));
        return answer;
    }

    /** The next DESCRIBE or SETUP is another look. */
    private FullHttpResponse teardown(HttpRequest request) throws RtspRefusal, InterruptedException {
        LiveSession session = session(request);
        session.pause();
        over(session);
        looks.removeIf(viewer -> viewer.cameraId().equals(session.path().cameraId()));
        return ok();
    }

    /** @param viewer who was let in */
    private record Look(Viewer viewer, LiveCamera camera) {}

    /** Asks for the ticket; then the door. */
    private Look admit(HttpRequest request, LivePath path) throws RtspRefusal {
        String ticket = TicketLogin.ticketIn(request.headers().get(RtspHeaderNames.AUTHORIZATION))
                .orElse(null);
        Viewer viewer = Viewer.of(path.cameraId(), ticket, connection.remoteAddress());
        if (ticket == null) {
            challenged = viewer;
            throw new RtspRefusal(RtspResponseStatuses.UNAUTHORIZED);
        }
        challenged = null;
        LiveCamera going = looks.contains(viewer) ? door.stillOpen(viewer).orElse(null) : null;
        if (going != null) return new Look(viewer, going);
        LiveCamera camera = door.openSession(viewer);
        admitted = true;
        if (looks.size() >= MAX_LOOKS) looks.clear();
        looks.add(viewer);
        takeSeat(viewer);
        return new Look(viewer, camera);
    }

    private void takeSeat(Viewer viewer) throws RtspRefusal {
        if (agency != null) return;
        String whose = door.agencyOf(viewer).orElse(null);
        if (whose == null) return;
        if (!seats.take(whose)) {
            looks.remove(viewer);
            throw new RtspRefusal(RtspResponseStatuses.NOT_ENOUGH_BANDWIDTH);
        }
        agency = whose;
    }

    private static VideoFormat formatOf(LiveCamera camera, LivePath path) throws RtspRefusal, InterruptedException {
        try {
            VideoFormat format = camera.stream(path.stream()).format().get(PICTURE_WITHIN_S, TimeUnit.SECONDS);
            // Our packets carry NAL units; a Motion JPEG camera is watched by its snapshots.
            if (format.codec() == VideoCodec.MJPEG) throw new RtspRefusal(HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE);
            return format;
        } catch (TimeoutException e) {
            throw new RtspRefusal(RtspResponseStatuses.SERVICE_UNAVAILABLE);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static LivePath path(HttpRequest request) throws RtspRefusal {
        return LivePath.of(request.uri()).orElseThrow(() -> new RtspRefusal(RtspResponseStatuses.NOT_FOUND));
    }

    /** Of this connection: another one's is none. */
    private LiveSession session(HttpRequest request) throws RtspRefusal {
        String header = request.headers().get(RtspHeaderNames.SESSION);
        String id = header == null ? "" : header.split(";", 2)[0].strip();
        LiveSession session = sessions.get(id);
        if (session == null) throw new RtspRefusal(RtspResponseStatuses.SESSION_NOT_FOUND);
        return session;
    }

    private int channelFor(Transport.Interleaved wanted, String sessionId) throws RtspRefusal {
        if (wanted.rtpChannel() >= 0) {
            if (!isFree(wanted.rtpChannel(), sessionId))
                throw new RtspRefusal(RtspResponseStatuses.UNSUPPORTED_TRANSPORT);
            return wanted.rtpChannel();
        }
        int channel = 0;
        while (!isFree(channel, sessionId)) channel += 2;
        return channel;
    }

    private boolean isFree(int channel, String sessionId) {
        return sessions.values().stream()
                .filter(session -> !session.id().equals(sessionId))
                .noneMatch(session -> session.usesChannel(channel) || session.usesChannel(channel + 1));
    }

    private static FullHttpResponse ok() {
        return RtspAnswer.of(SERVER, RtspResponseStatuses.OK);
    }

    private static String newId() {
        byte[] id = new byte[16];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    private static String sessionHeader(LiveSession session) {
        return session.id() + ";timeout=" + RtspConnection.SESSION_TIMEOUT.toSeconds();
    }
}
