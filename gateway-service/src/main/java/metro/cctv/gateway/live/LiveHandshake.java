package metro.cctv.gateway.live;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.gateway.access.Passport;
import metro.cctv.gateway.access.Passports;
import metro.cctv.gateway.access.StreamWatch;
import metro.cctv.gateway.refusal.Refusals;
import metro.cctv.gateway.settings.GatewayProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** Before a socket opens towards the client, the inner one must be open: so ingest's refusal is the client's answer. */
@Component
class LiveHandshake implements HandshakeInterceptor {
    static final String BRIDGE = LiveBridge.class.getName();
    private static final Duration ATTACH_WITHIN = Duration.ofSeconds(10);
    private static final long PING_EVERY_MS = 15_000;

    private final Passports passports;
    private final LiveUpstream upstream;
    private final StreamWatch watch;
    private final Refusals refusals;
    private final Clock clock;
    private final int socketsPerCaller;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    LiveHandshake(
            Passports passports,
            LiveUpstream upstream,
            StreamWatch watch,
            Refusals refusals,
            Clock clock,
            GatewayProperties gateway) {
        this.passports = passports;
        this.upstream = upstream;
        this.watch = watch;
        this.refusals = refusals;
        this.clock = clock;
        this.socketsPerCaller = gateway.limit().liveSocketsPerCaller();
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes)
            throws IOException {
        HttpServletRequest outside = ((ServletServerHttpRequest) request).getServletRequest();
        HttpServletResponse answer = ((ServletServerHttpResponse) response).getServletResponse();
        Passport passport = passports.of(outside);
        if (!isUpgrade(outside)) {
            refusals.answer(answer, ProblemType.BAD_REQUEST, "This address speaks WebSocket only.");
            return false;
        }
        if (passport instanceof Passport.BySession && !isFromOurPage(outside)) {
            refusals.refuse(outside, answer, ProblemType.FORBIDDEN, "Only our own pages may use a log-in here.");
            return false;
        }
        String holder = passports.caller(passport).map(Caller::subject).orElse("ticket " + outside.getRemoteAddr());
        if (!enter(holder)) {
            refusals.refuse(outside, answer, ProblemType.TOO_MANY_REQUESTS, "Too many live pictures are open.");
            return false;
        }
        LiveBridge bridge = watched(passport, holder);
        Optional<LiveUpstream.Refused> refused = upstream.open(
                bridge, passport, outside.getRequestURI(), outside.getQueryString(), outside.getRemoteAddr());
        if (refused.isEmpty()) {
            attributes.put(BRIDGE, bridge);
            return true;
        }
        bridge.end(CloseStatus.SERVER_ERROR);
        say(answer, refused.get());
        return false;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}

    private LiveBridge watched(Passport passport, String holder) {
        var registration = new AtomicReference<StreamWatch.@Nullable Registration>();
        var bridge = new LiveBridge(() -> {
            leave(holder);
            StreamWatch.Registration mine = registration.get();
            if (mine != null) mine.close();
        });
        Instant attachBy = clock.instant().plus(ATTACH_WITHIN);
        var pingedAt = new AtomicLong(clock.millis());
        registration.set(watch.watch(
                () -> {
                    if (clock.millis() - pingedAt.get() >= PING_EVERY_MS) {
                        pingedAt.set(clock.millis());
                        Thread.ofVirtual().name("live-ping").start(bridge::ping);
                    }
                    boolean late = !bridge.isAttached() && clock.instant().isAfter(attachBy);
                    return !late && passports.isGood(passport);
                },
                () -> bridge.end(CloseCodes.LOGIN_ENDED)));
        return bridge;
    }

    private boolean enter(String holder) {
        boolean[] entered = {false};
        open.compute(holder, (h, count) -> {
            int before = count == null ? 0 : count;
            entered[0] = before < socketsPerCaller;
            return entered[0] ? Integer.valueOf(before + 1) : count;
        });
        return entered[0];
    }

    private void leave(String holder) {
        open.computeIfPresent(holder, (h, count) -> count <= 1 ? null : count - 1);
    }

    private void say(HttpServletResponse answer, LiveUpstream.Refused refused) throws IOException {
        if (refused.body() == null) {
            refusals.answer(answer, refused.type(), refused.type().title());
            return;
        }
        answer.setStatus(refused.status());
        answer.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        answer.getOutputStream().write(refused.body().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isUpgrade(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))
                && "13".equals(request.getHeader("Sec-WebSocket-Version"))
                && request.getHeader("Sec-WebSocket-Key") != null;
    }

    private static boolean isFromOurPage(HttpServletRequest request) {
        return OriginRule.isOurs(
                request.getHeader(HttpHeaders.ORIGIN), request.getHeader(HttpHeaders.HOST), request.isSecure());
    }
}
