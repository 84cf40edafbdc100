package metro.cctv.ingest.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.ingest.camera.Credentials;
import metro.cctv.ingest.session.SessionDescription.VideoTrack;
import org.jspecify.annotations.Nullable;

/**
 * RTSP 1.0 over one TCP connection: OPTIONS, DESCRIBE, SETUP of the video track alone, PLAY, keep-alive, TEARDOWN. One
 * request at a time. Media come inside that connection or, where configured and granted, as datagrams. Audio is never asked
 * for; channels never asked for are dropped. Redirects are not followed.
 */
final class RtspConversation implements RtspFramer.Pieces {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What comes out, on the event loop. */
    interface Media extends MediaDatagrams.Packets {
        void onTrack(VideoTrack track);

        void onLoss();
    }

    private enum Step {
        OPTIONS,
        DESCRIBE,
        SETUP,
        PLAY,
        PLAYING
    }

    /** @param answers 401 answers so far */
    private record Pending(
            String method, String uri, String extraHeaders, int sequence, long deadlineNanos, int refusals) {}

    private final Channel channel;
    private final CameraAddress address;
    private final @Nullable Credentials credentials;
    private final Duration answerTimeout;
    private final Media media;

    private Step step = Step.OPTIONS;
    private int sequence;
    private @Nullable Pending pending;
    private @Nullable Authorization authorization;
    private @Nullable String session;
    private String baseUri;
    private @Nullable VideoTrack track;
    private @Nullable MediaDatagrams datagrams;
    private int rtpChannel = -1;
    private int rtcpChannel = -1;
    private boolean canGetParameter;
    private long playingNanos;
    private long keepAliveNanos;
    private long nextKeepAliveNanos = Long.MAX_VALUE;
    private boolean ended;

    RtspConversation(
            Channel channel,
            CameraAddress address,
            @Nullable Credentials credentials,
            Duration answerTimeout,
            Media media) {
        this.channel = channel;
        this.address = address;
        this.credentials = credentials;
        this.answerTimeout = answerTimeout;
        this.media = media;
        this.baseUri = address.requestUri();
    }

    void start() {
        request("OPTIONS", address.requestUri(), "");
    }

    /** Once a second: deadlines and keep-alive. */
    void tick(long nowNanos) {
        if (ended) return;
        if (datagrams != null) datagrams.tick(nowNanos);
        if (pending != null && nowNanos - pending.deadlineNanos() > 0) {
            fail(new SessionFailure(
                    Cause.STALLED, "no answer to " + pending.method() + " within " + answerTimeout.toSeconds() + " s"));
        } else if (step == Step.PLAYING && pending == null && nowNanos - nextKeepAliveNanos > 0) {
            nextKeepAliveNanos = nowNanos + keepAliveNanos;
            request(canGetParameter ? "GET_PARAMETER" : "OPTIONS", baseUri, "");
        }
    }

    /** Says good-bye if there is a session, and closes. {@code onEnd} does not come any more. */
    void close() {
        if (ended) return;
        ended = true;
        if (datagrams != null) datagrams.close();
        if (session != null && channel.isActive()) {
            pending = null;
            write("TEARDOWN", baseUri, "", ++sequence);
            channel.flush();
        }
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void onPacket(int packetChannel, ByteBuf packet) {
        if (ended) return;
        if (packetChannel == rtpChannel) media.onRtp(packet);
        else if (packetChannel == rtcpChannel) media.onRtcp(packet);
    }

    @Override
    public void onResynchronised() {
        if (!ended) media.onLoss();
    }

    @Override
    public void onCameraRequest(String method, int cameraSequence) {
        if (ended) return;
        String status = method.equals("OPTIONS") || method.equals("SET_PARAMETER") || method.equals("GET_PARAMETER")
                ? "200 OK"
                : "501 Not Implemented";
        send("RTSP/1.0 " + status + "\r\nCSeq: " + Math.max(0, cameraSequence) + "\r\n\r\n");
    }

    @Override
    public void onEnd(@Nullable Throwable cause) {
        if (ended) return;
        if (cause instanceof SessionFailure failure) fail(failure);
        else if (cause == null || cause instanceof IOException)
            fail(new SessionFailure(Cause.CLOSED_BY_CAMERA, "the camera closed the connection during " + step));
        else fail(SessionFailure.protocol("while reading: " + cause));
    }

    @Override
    public void onResponse(RtspResponse response) {
        if (ended) return;
        Pending asked = pending;
        if (asked == null || (response.sequence() >= 0 && response.sequence() != asked.sequence())) return;
        pending = null;
        if (response.status() == 401) {
            authorise(response, asked);
            return;
        }
        if (response.status() >= 400 && step == Step.SETUP && giveUpDatagrams()) return;
        if (response.status() >= 400 && step != Step.OPTIONS && !asked.method().equals("GET_PARAMETER"))
            refuse(response, asked);
        if (response.status() >= 300 && response.status() < 400)
            throw SessionFailure.protocol("redirect not followed (" + response.status() + ")");
        switch (step) {
            case OPTIONS -> afterOptions(response);
            case DESCRIBE -> afterDescribe(response);
            case SETUP -> afterSetup(response);
            case PLAY -> afterPlay(response);
            case PLAYING -> afterKeepAlive(response);
        }
    }

    private static void refuse(RtspResponse response, Pending asked) {
        String detail = asked.method() + ": " + response.status() + " " + response.reason();
        throw switch (response.status()) {
            case 403 -> new SessionFailure(Cause.AUTHENTICATION_FAILED, detail);
            case 404, 410 -> new SessionFailure(Cause.NO_SUCH_STREAM, detail);
            case 454 -> new SessionFailure(Cause.CLOSED_BY_CAMERA, detail);
            default -> SessionFailure.protocol(detail);
        };
    }

    /** A first challenge is answered once; a second only when the camera says that the nonce alone was stale. */
    private void authorise(RtspResponse response, Pending asked) {
        if (credentials == null)
            throw new SessionFailure(
                    Cause.AUTHENTICATION_FAILED, "the camera wants a password and the registry has none");
        String before = authorization == null ? "" : authorization.nonce();
        boolean wasSigned = authorization != null;
        Optional<Authorization> next = Authorization.answering(
                response.headers("www-authenticate"), credentials, RtspConversation::clientNonce);
        if (next.isEmpty())
            throw new SessionFailure(
                    Cause.AUTHENTICATION_FAILED, "the camera offers neither Basic nor a Digest that we know");
        boolean fresh = !wasSigned
                || next.get().isStale()
                || (asked.refusals() == 0 && !next.get().nonce().equals(before));
        if (!fresh || asked.refusals() > 1)
            throw new SessionFailure(Cause.AUTHENTICATION_FAILED, "the camera refuses user name or password");
        authorization = next.get();
        request(asked.method(), asked.uri(), asked.extraHeaders(), asked.refusals() + 1);
    }

    private void afterOptions(RtspResponse response) {
        canGetParameter = response.headers("public").stream().anyMatch(methods -> methods.contains("GET_PARAMETER"));
        step = Step.DESCRIBE;
        request("DESCRIBE", address.requestUri(), "Accept: application/sdp\r\n");
    }

    private void afterDescribe(RtspResponse response) {
        VideoTrack video = SessionDescription.videoTrack(response.body());
        track = video;
        baseUri = response.header("content-base")
                .or(() -> response.header("content-location"))
                .filter(uri -> uri.startsWith("rtsp"))
                .orElse(address.requestUri());
        step = Step.SETUP;
        media.onTrack(video);
        if (address.datagrams()) openDatagrams(video);
        else setUpInterleaved(video);
    }

    private void setUpInterleaved(VideoTrack video) {
        request("SETUP", trackUri(video.control()), "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n");
        rtpChannel = 0;
        rtcpChannel = 1;
    }

    private void openDatagrams(VideoTrack video) {
        if (!(channel.localAddress() instanceof InetSocketAddress local)
                || !(channel.remoteAddress() instanceof InetSocketAddress camera)) {
            setUpInterleaved(video);
            return;
        }
        MediaDatagrams.open(
                channel.eventLoop(),
                local.getAddress(),
                camera.getAddress(),
                media,
                opened -> {
                    if (ended) {
                        opened.close();
                        return;
                    }
                    datagrams = opened;
                    String ports = opened.rtpPort() + "-" + opened.rtcpPort();
                    request(
                            "SETUP",
                            trackUri(video.control()),
                            "Transport: RTP/AVP;unicast;client_port=" + ports + "\r\n");
                },
                () -> {
                    if (!ended) setUpInterleaved(video);
                });
    }

    /** @return whether SETUP is asked again, for the RTSP connection this time */
    private boolean giveUpDatagrams() {
        MediaDatagrams refused = datagrams;
        if (refused == null || track == null) return false;
        refused.close();
        datagrams = null;
        setUpInterleaved(track);
        return true;
    }

    /** Media come as datagrams. */
    boolean usesDatagrams() {
        return datagrams != null;
    }

    /** Playing over UDP for longer than this, and not one datagram came: something between us and the camera drops them. */
    boolean hearsNothing(long nowNanos, Duration longerThan) {
        return step == Step.PLAYING
                && datagrams != null
                && !datagrams.hasReceived()
                && nowNanos - playingNanos > longerThan.toNanos();
    }

    /** Stops reading media until the next {@link #tick}. */
    void pause() {
        if (datagrams != null) datagrams.pause();
        channel.config().setAutoRead(false);
    }

    private String trackUri(String control) {
        if (control.isEmpty() || control.equals("*")) return baseUri;
        if (control.startsWith("rtsp://") || control.startsWith("rtsps://")) return control;
        return baseUri.endsWith("/") || control.startsWith("/") ? baseUri + control : baseUri + "/" + control;
    }

    private void afterSetup(RtspResponse response) {
        MediaDatagrams ports = datagrams;
        SetupAnswer answer = SetupAnswer.of(response, ports != null);
        session = answer.session();
        keepAliveNanos = answer.timeout().toNanos() / 2;
        if (answer.interleaved()) {
            if (ports != null) ports.close();
            datagrams = null;
            rtpChannel = Math.max(answer.rtp(), 0);
            rtcpChannel = answer.rtcp() < 0 ? rtpChannel + 1 : answer.rtcp();
        } else if (ports != null && answer.rtp() > 0) {
            ports.pinTo(answer.rtp(), answer.rtcp());
        }
        step = Step.PLAY;
        request("PLAY", baseUri, "Range: npt=0.000-\r\n");
    }

    private void afterPlay(RtspResponse response) {
        step = Step.PLAYING;
        playingNanos = System.nanoTime();
        nextKeepAliveNanos = playingNanos + keepAliveNanos;
    }

    private void afterKeepAlive(RtspResponse response) {
        // Some cameras announce GET_PARAMETER and then refuse it.
        if (response.status() == 405 || response.status() == 501 || response.status() == 551) canGetParameter = false;
        else if (response.status() == 454)
            throw new SessionFailure(Cause.CLOSED_BY_CAMERA, "the camera forgot the session");
    }

    private void request(String method, String uri, String extraHeaders) {
        request(method, uri, extraHeaders, 0);
    }

    private void request(String method, String uri, String extraHeaders, int refusals) {
        int number = ++sequence;
        pending = new Pending(method, uri, extraHeaders, number, System.nanoTime() + answerTimeout.toNanos(), refusals);
        write(method, uri, extraHeaders, number);
        channel.flush();
    }

    private void write(String method, String uri, String extraHeaders, int number) {
        var text = new StringBuilder(256);
        text.append(method)
                .append(' ')
                .append(uri)
                .append(" RTSP/1.0\r\nCSeq: ")
                .append(number);
        text.append("\r\nUser-Agent: metro-cctv\r\n").append(extraHeaders);
        if (session != null) text.append("Session: ").append(session).append("\r\n");
        if (authorization != null)
            text.append("Authorization: ")
                    .append(authorization.header(method, uri))
                    .append("\r\n");
        channel.write(Unpooled.copiedBuffer(text.append("\r\n"), StandardCharsets.UTF_8));
    }

    private void send(String text) {
        channel.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }

    private void fail(SessionFailure failure) {
        if (ended) return;
        close();
        media.onEnd(failure);
    }

    private static String clientNonce() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
