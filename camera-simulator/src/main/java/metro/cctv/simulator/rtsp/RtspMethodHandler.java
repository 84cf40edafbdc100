package metro.cctv.simulator.rtsp;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.rtsp.RtspHeaderNames;
import io.netty.handler.codec.rtsp.RtspMethods;
import io.netty.handler.codec.rtsp.RtspResponseStatuses;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metro.cctv.rtsp.RtspRefusal;
import metro.cctv.rtsp.SessionState;
import metro.cctv.rtsp.Transport;
import org.jspecify.annotations.Nullable;

/** What each RTSP method does, for one connection. */
final class RtspMethodHandler {
    private static final String METHODS =
            "OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, GET_PARAMETER, SET_PARAMETER, TEARDOWN";

    private final RtspServer server;
    private @Nullable Runnable afterResponse;

    RtspMethodHandler(RtspServer server) {
        this.server = server;
    }

    /** Cameras tell anybody what they can do, and nothing else. */
    boolean needsAuthentication(HttpMethod method) {
        return !method.equals(RtspMethods.OPTIONS);
    }

    boolean isSilenced(String uri) {
        return server.streams().resolve(uri) instanceof StreamDirectory.Target.Found found
                && found.stream().isSilent();
    }

    FullHttpResponse handle(ChannelHandlerContext ctx, HttpRequest request) throws RtspRefusal {
        String required = request.headers().get(RtspHeaderNames.REQUIRE);
        if (required != null) {
            FullHttpResponse response = RtspConnection.answer(RtspResponseStatuses.OPTION_NOT_SUPPORTED);
            response.headers().set(RtspHeaderNames.UNSUPPORTED, required);
            return response;
        }
        return switch (request.method().name()) {
            case "OPTIONS" -> options(ctx, request);
            case "DESCRIBE" -> describe(ctx, request);
            case "SETUP" -> setup(ctx, request);
            case "PLAY" -> play(ctx, request);
            case "PAUSE" -> pause(ctx, request);
            case "TEARDOWN" -> teardown(ctx, request);
            // Used as keep-alive only; the parameters themselves do not exist.
            case "GET_PARAMETER", "SET_PARAMETER" -> {
                if (request.headers().contains(RtspHeaderNames.SESSION)) session(ctx, request);
                yield RtspConnection.answer(RtspResponseStatuses.OK);
            }
            default -> throw new RtspRefusal(RtspResponseStatuses.NOT_IMPLEMENTED);
        };
    }

    /** Media must not overtake the answer that announces it. */
    void afterResponse(ChannelHandlerContext ctx) {
        Runnable task = afterResponse;
        afterResponse = null;
        if (task != null && ctx.channel().isActive()) task.run();
    }

    private FullHttpResponse options(ChannelHandlerContext ctx, HttpRequest request) throws RtspRefusal {
        if (request.headers().contains(RtspHeaderNames.SESSION)) session(ctx, request);
        FullHttpResponse response = RtspConnection.answer(RtspResponseStatuses.OK);
        response.headers().set(RtspHeaderNames.PUBLIC, METHODS);
        return response;
    }

    private FullHttpResponse describe(ChannelHandlerContext ctx, HttpRequest request) throws RtspRefusal {
        StreamDirectory.Target.Found target = target(request);
        String accept = request.headers().get(RtspHeaderNames.ACCEPT);
        if (accept != null && !accept.contains("application/sdp") && !accept.contains("*/*"))
            throw new RtspRefusal(RtspResponseStatuses.NOT_ACCEPTABLE);
        String sdp = Sdp.describe(
                target.path().substring(1),
                hostOf(ctx.channel()),
                target.stream().loop(),
                server.hasAudio());
        FullHttpResponse response =
                RtspConnection.answer(RtspResponseStatuses.OK, Unpooled.copiedBuffer(sdp, StandardCharsets.US_ASCII));
        response.headers().set(RtspHeaderNames.CONTENT_TYPE, "application/sdp");
        response.headers().set(RtspHeaderNames.CONTENT_BASE, baseOf(request));
        return response;
    }

    private FullHttpResponse setup(ChannelHandlerContext ctx, HttpRequest request) throws RtspRefusal {
        StreamDirectory.Target.Found target = target(request);
        Track track = target.track();
        if (track == null) {
            if (server.hasAudio()) throw new RtspRefusal(RtspResponseStatuses.AGGREGATE_OPERATION_NOT_ALLOWED);
            track = Track.VIDEO;
        }
        if (track == Track.AUDIO && !server.hasAudio()) throw new RtspRefusal(RtspResponseStatuses.NOT_FOUND);
        String asked = request.headers().get(RtspHeaderNames.TRANSPORT);
        Transport transport = asked == null ? null : Transport.choose(asked);
        if (transport == null) throw new RtspRefusal(RtspResponseStatuses.UNSUPPORTED_TRANSPORT);
        boolean known = request.headers().contains(RtspHeaderNames.SESSION);
        if (!known && server.sessions().of(ctx.channel()).size() >= RtspLimits.MAX_SESSIONS_PER_CONNECTION)
            throw new RtspRefusal(RtspResponseStatuses.NOT_ENOUGH_BANDWIDTH);
        Session session = known ? session(ctx, request) : server.sessions().open(target.stream(), ctx.channel());
        if (session.stream() != target.stream())
            throw new RtspRefusal(RtspResponseStatuses.AGGREGATE_OPERATION_NOT_ALLOWED);
        if (session.state().after(request.method()) == null)
            throw new RtspRefusal(RtspResponseStatuses.METHOD_NOT_VALID);
        Outlet outlet = outlet(ctx, session, track, transport);
        session.setUp(track, outlet);
        FullHttpResponse response = RtspConnection.answer(RtspResponseStatuses.OK);
        response.headers().set(RtspHeaderNames.TRANSPORT, describe(outlet));
        response.headers().set(RtspHeaderNames.SESSION, sessionHeader(session));
        return response;
    }

    private FullHttpResponse play(ChannelHandlerContext ctx, HttpRequest request) throws RtspRefusal {
        Session session = session(ctx, request);
        if (session.state().after(request.method()) == null)
            throw new RtspRefusal(RtspResponseStatuses.METHOD_NOT_VALID);
        FullHttpResponse response = RtspConnection.answer(RtspResponseStatuses.OK);
        response.headers().set(RtspHeaderNames.SESSION, sessionHeader(session));
        response.headers().set(RtspHeaderNames.RANGE, "npt=now-");
        if (session.state() == SessionState.PLAYING) return response;
        long firstFrame = session.stream().firstFrameForNewViewer();
        response.headers().set(RtspHeaderNames.RTP_INFO, rtpInfo(session, baseOf(request), firstFrame));
        afterResponse = () -> session.play(firstFrame);
        return response;
    }

    private FullHttpResponse pause(ChannelHandlerContext ctx, HttpRequest request) throws RtspRefusal {
        Session session = session(ctx, request);
        if (session.state().after(request.method()) == null)
            throw new RtspRefusal(RtspResponseStatuses.METHOD_NOT_VALID);
        session.pause();
        FullHttpResponse response = RtspConnection.answer(RtspResponseStatuses.OK);
        response.headers().set(RtspHeaderNames.SESSION, sessionHeader(session));
        return response;
    }

    private FullHttpResponse teardown(ChannelHandlerContext ctx, HttpRequest request) throws RtspRefusal {
        server.sessions().end(session(ctx, request));
        return RtspConnection.answer(RtspResponseStatuses.OK);
    }

    private StreamDirectory.Target.Found target(HttpRequest request) throws RtspRefusal {
        return switch (server.streams().resolve(request.uri())) {
            case StreamDirectory.Target.Found found -> found;
            case StreamDirectory.Target.NotYet notYet ->
                throw new RtspRefusal(RtspResponseStatuses.SERVICE_UNAVAILABLE);
            case StreamDirectory.Target.Unknown unknown -> throw new RtspRefusal(RtspResponseStatuses.NOT_FOUND);
        };
    }

    /** The session named by the request, alive again. */
    private Session session(ChannelHandlerContext ctx, HttpRequest request) throws RtspRefusal {
        String header = request.headers().get(RtspHeaderNames.SESSION);
        if (header == null) throw new RtspRefusal(RtspResponseStatuses.SESSION_NOT_FOUND);
        int parameters = header.indexOf(';');
        String id = (parameters < 0 ? header : header.substring(0, parameters)).strip();
        Session session = server.sessions().find(id, ctx.channel());
        if (session == null) throw new RtspRefusal(RtspResponseStatuses.SESSION_NOT_FOUND);
        session.sign();
        return session;
    }

    private Outlet outlet(ChannelHandlerContext ctx, Session session, Track track, Transport transport)
            throws RtspRefusal {
        session.outlets().remove(track);
        return switch (transport) {
            case Transport.Interleaved wanted -> {
                int rtp = wanted.rtpChannel() >= 0 ? wanted.rtpChannel() : freeChannel(ctx.channel());
                for (Session other : server.sessions().of(ctx.channel()))
                    if (other.usesChannel(rtp) || other.usesChannel(rtp + 1))
                        throw new RtspRefusal(RtspResponseStatuses.UNSUPPORTED_TRANSPORT);
                yield new Outlet.Interleaved(server.beforeEncoder(ctx), rtp, rtp + 1);
            }
            case Transport.Datagrams wanted -> {
                InetSocketAddress client = (InetSocketAddress) ctx.channel().remoteAddress();
                yield new Outlet.Datagrams(
                        server.datagramPorts().rtp(),
                        server.datagramPorts().rtcp(),
                        new InetSocketAddress(client.getAddress(), wanted.rtpPort()),
                        new InetSocketAddress(client.getAddress(), wanted.rtcpPort()));
            }
        };
    }

    private int freeChannel(Channel connection) {
        List<Session> sessions = server.sessions().of(connection);
        for (int channel = 0; channel < 254; channel += 2) {
            int candidate = channel;
            if (sessions.stream().noneMatch(s -> s.usesChannel(candidate) || s.usesChannel(candidate + 1)))
                return candidate;
        }
        throw new IllegalStateException("more channels in use than sessions allow");
    }

    private String describe(Outlet outlet) {
        return switch (outlet) {
            case Outlet.Interleaved tcp ->
                "RTP/AVP/TCP;unicast;interleaved=%d-%d".formatted(tcp.channel(), tcp.rtcpChannel());
            case Outlet.Datagrams udp ->
                "RTP/AVP;unicast;client_port=%d-%d;server_port=%d-%d"
                        .formatted(
                                udp.rtpTo().getPort(),
                                udp.rtcpTo().getPort(),
                                server.datagramPorts().rtpPort(),
                                server.datagramPorts().rtcpPort());
        };
    }

    private static String rtpInfo(Session session, String base, long firstFrame) {
        List<String> entries = new ArrayList<>();
        for (Map.Entry<Track, Outlet> entry : session.outlets().entrySet()) {
            LiveStream stream = session.stream();
            boolean video = entry.getKey() == Track.VIDEO;
            int sequence = video
                    ? stream.timeline().sequenceOf(firstFrame)
                    : stream.audio().sequenceOf(firstFrame);
            int timestamp = video
                    ? stream.timeline().timestampOf(firstFrame)
                    : stream.audio().timestampOf(firstFrame);
            String seq = video && !stream.isForeseeable() ? "" : ";seq=" + sequence;
            entries.add("url=%s%s%s;rtptime=%s"
                    .formatted(base, entry.getKey().control(), seq, Integer.toUnsignedString(timestamp)));
        }
        return String.join(",", entries);
    }

    private String sessionHeader(Session session) {
        return session.id() + ";timeout=" + server.limits().sessionTimeout().toSeconds();
    }

    /** The address of the presentation, ending in a slash, as {@code a=control} is resolved against it. */
    private static String baseOf(HttpRequest request) {
        String uri = request.uri();
        int slash = uri.lastIndexOf('/');
        if (Track.ofControl(uri.substring(slash + 1)) != null) uri = uri.substring(0, slash);
        return uri.endsWith("/") ? uri : uri + "/";
    }

    private static String hostOf(Channel channel) {
        return ((InetSocketAddress) channel.localAddress()).getAddress().getHostAddress();
    }
}
