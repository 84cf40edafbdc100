package metro.cctv.gateway.route;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.gateway.access.Passport;
import metro.cctv.gateway.access.Passports;
import metro.cctv.gateway.refusal.Refusals;
import metro.cctv.gateway.settings.GatewayProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayServerResponse;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * One request to a service and its answer back. It takes the place of Spring Cloud Gateway's own exchange because that
 * one (5.0.2) reads a stream to its end after the client has gone: an endless one for ever. Here the answer's body is
 * closed, which closes the connection to the service.
 */
@Component
class UpstreamExchange implements ProxyExchange {
    private static final Logger log = LoggerFactory.getLogger(UpstreamExchange.class);

    private final HttpClient client;
    private final Passports passports;
    private final BodyRelay relay;
    private final Refusals refusals;
    private final GatewayProperties gateway;

    UpstreamExchange(
            HttpClient upstreamClient,
            Passports passports,
            BodyRelay relay,
            Refusals refusals,
            GatewayProperties gateway) {
        this.client = upstreamClient;
        this.passports = passports;
        this.relay = relay;
        this.refusals = refusals;
        this.gateway = gateway;
    }

    @Override
    public ServerResponse exchange(Request request) {
        HttpServletRequest outside = request.getServerRequest().servletRequest();
        Passport passport = passports.of(outside);
        URI uri = Objects.requireNonNull(request.getUri());
        try {
            HttpResponse<InputStream> answer;
            if (isUpload(outside)) {
                long limit = gateway.limit().upload().toBytes();
                if (outside.getContentLengthLong() > limit) return tooLarge();
                answer = client.send(
                        inside(
                                request,
                                uri,
                                passport,
                                uploadOf(outside, limit),
                                gateway.route().uploadWithin()),
                        BodyHandlers.ofInputStream());
            } else {
                Optional<byte[]> body = body(outside);
                if (body.isEmpty()) return tooLarge();
                BodyPublisher publisher =
                        body.get().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.get());
                answer = client.send(
                        inside(
                                request,
                                uri,
                                passport,
                                publisher,
                                gateway.route().answerWithin()),
                        BodyHandlers.ofInputStream());
            }
            return answer(request, answer, passport);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return problem(ProblemType.UNAVAILABLE, "The gateway is stopping.");
        } catch (IOException e) {
            if (UploadLimit.isReached(e)) return tooLarge();
            log.warn("No answer from {} for {}: {}", uri.getAuthority(), outside.getMethod(), e.toString());
            return problem(ProblemType.UNAVAILABLE, "A part of the system is away; try again shortly.");
        }
    }

    /** @return empty when it is too large. Read whole before a service is bothered, so a slow client holds none up. */
    private Optional<byte[]> body(HttpServletRequest outside) throws IOException {
        int limit = (int) gateway.limit().requestBody().toBytes();
        if (outside.getContentLengthLong() > limit) return Optional.empty();
        byte[] body = outside.getInputStream().readNBytes(limit + 1);
        return body.length > limit ? Optional.empty() : Optional.of(body);
    }

    private static boolean isUpload(HttpServletRequest outside) {
        return outside.getMethod().equals("POST") && outside.getRequestURI().equals(RouteTable.UPLOAD);
    }

    /** Passed on as it comes; a body that does not say how long it is must still end. */
    private static BodyPublisher uploadOf(HttpServletRequest outside, long limit) throws IOException {
        InputStream body = new UploadLimit(outside.getInputStream(), limit);
        BodyPublisher stream = BodyPublishers.ofInputStream(() -> body);
        long announced = outside.getContentLengthLong();
        if (announced == 0) return BodyPublishers.noBody();
        return announced > 0 ? BodyPublishers.fromPublisher(stream, announced) : stream;
    }

    private ServerResponse tooLarge() {
        return problem(ProblemType.TOO_LARGE, "The body is too large.");
    }

    private HttpRequest inside(Request request, URI uri, Passport passport, BodyPublisher body, Duration answerWithin) {
        HttpRequest.Builder inside =
                HttpRequest.newBuilder(uri).method(request.getMethod().name(), body);
        request.getHeaders().forEach((name, values) -> {
            if (HeaderRule.goesIn(name)) values.forEach(value -> inside.header(name, value));
        });
        if (!accepts(request.getHeaders(), MediaType.TEXT_EVENT_STREAM)) inside.timeout(answerWithin);
        inside.header(
                "X-Forwarded-For", request.getServerRequest().servletRequest().getRemoteAddr());
        passports.authorization(passport).ifPresent(value -> inside.header(HttpHeaders.AUTHORIZATION, value));
        return inside.build();
    }

    private ServerResponse answer(Request request, HttpResponse<InputStream> answer, Passport passport) {
        var headers = new HttpHeaders();
        answer.headers().map().forEach((name, values) -> {
            if (HeaderRule.goesOut(name)) headers.addAll(name, values);
        });
        ServerResponse response = GatewayServerResponse.status(HttpStatusCode.valueOf(answer.statusCode()))
                .build((outside, to) -> {
                    relay.relay(answer, passport, outside, to);
                    return null;
                });
        var inside = new InsideAnswer(HttpStatusCode.valueOf(answer.statusCode()), headers);
        request.getResponseConsumers().forEach(consumer -> consumer.accept(inside, response));
        return response;
    }

    private ServerResponse problem(ProblemType type, String detail) {
        return ServerResponse.status(type.status()).build((request, response) -> {
            refusals.answer(response, type, detail);
            return null;
        });
    }

    private static boolean accepts(HttpHeaders headers, MediaType type) {
        return headers.getOrEmpty(HttpHeaders.ACCEPT).stream().anyMatch(value -> value.contains(type.toString()));
    }

    private record InsideAnswer(HttpStatusCode status, HttpHeaders headers) implements ProxyExchange.Response {
        @Override
        public HttpStatusCode getStatusCode() {
            return status;
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }
}
