package metro.cctv.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import metro.cctv.contracts.access.DoorDecision;
import metro.cctv.contracts.access.DoorLine;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Stands at a service's doors as everybody there is, and compares what they say with the table of doors in the contracts.
 * An answer other than a refusal counts as let in, so a request need not make sense beyond the door.
 */
public final class DoorMatrix {
    private static final int SHOWN_BYTES = 2_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI service;

    public DoorMatrix(int port) {
        this.service = URI.create("http://127.0.0.1:" + port);
    }

    /**
     * @param mayMiss what it asks for need not be there: 404 is as good as an answer
     */
    public record Ask(String method, String uri, @Nullable String body, boolean mayMiss) {}

    /** @param bearer null: nobody */
    public record Visitor(String name, @Nullable String bearer, DoorDecision expected) {}

    private record Answer(int status, String body) {
        boolean isProblem(int wanted, String slug) {
            return status == wanted && body.contains("urn:metro-cctv:problem:" + slug + "\"");
        }
    }

    /** Every door below {@code /api} and {@code /internal} that the service's controllers map, by {@link DoorLine#key}. */
    public static Set<String> served(RequestMappingHandlerMapping mappings) {
        Set<String> served = new TreeSet<>();
        mappings.getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().forEach(path -> {
                    if (!path.startsWith("/api") && !path.startsWith("/internal")) return;
                    for (RequestMethod method : mapping.getMethodsCondition().getMethods())
                        served.add(DoorLine.key(method.name(), path));
                }));
        return served;
    }

    /**
     * @param ask what to ask for this visitor; a door that uses a thing up is asked for a fresh one
     * @return a line for each visitor that the door treated otherwise than expected, and for nobody unless turned away
     */
    public List<String> wrong(List<Visitor> visitors, Function<Visitor, Ask> ask) {
        List<String> wrong = new ArrayList<>();
        for (Visitor visitor : visitors) {
            Ask asked = ask.apply(visitor);
            Answer answer = answer(asked, visitor.bearer());
            if (!fits(visitor.expected(), answer, asked.mayMiss()))
                wrong.add("%s %s, %s: %s expected, was %d %s"
                        .formatted(
                                asked.method(),
                                asked.uri(),
                                visitor.name(),
                                visitor.expected(),
                                answer.status(),
                                answer.body()));
        }
        Ask asked = ask.apply(new Visitor("nobody", null, DoorDecision.FORBIDDEN));
        int nobody = answer(asked, null).status();
        if (nobody != 401) wrong.add(asked.method() + " " + asked.uri() + ", nobody: 401 expected, was " + nobody);
        return wrong;
    }

    private static boolean fits(DoorDecision expected, Answer answer, boolean mayMiss) {
        return switch (expected) {
            case ALLOWED ->
                answer.status() != 401
                        && answer.status() != 403
                        && answer.status() != 405
                        && answer.status() != 500
                        && (answer.status() != 404 || mayMiss);
            case FORBIDDEN -> answer.isProblem(403, "forbidden");
            case CASE_NEEDED -> answer.isProblem(403, "case-needed");
            case APPROVAL_NEEDED -> answer.isProblem(403, "approval-needed");
            case NOT_FOUND -> answer.isProblem(404, "not-found");
        };
    }

    /** A stream of events has no end: of it only the status is read. */
    private Answer answer(Ask ask, @Nullable String bearer) {
        var request = HttpRequest.newBuilder(service.resolve(ask.uri())).timeout(Duration.ofSeconds(20));
        if (bearer != null) request.header("Authorization", bearer);
        if (ask.body() != null) request.header("Content-Type", "application/json");
        request.method(
                ask.method(), ask.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(ask.body()));
        try {
            HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                boolean endless =
                        response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
                byte[] bytes = endless ? new byte[0] : body.readAllBytes();
                String said = new String(bytes, 0, Math.min(bytes.length, SHOWN_BYTES), StandardCharsets.UTF_8);
                return new Answer(response.statusCode(), said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
