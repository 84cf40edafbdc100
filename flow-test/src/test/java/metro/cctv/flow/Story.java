package metro.cctv.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Steps that several stories share. */
final class Story {
    /** A camera whose recording had a gap minutes ago is DEGRADED; its pictures come. */
    private static final List<String> LIVE = List.of("ONLINE", "DEGRADED");

    private Story() {}

    static void ask(LocalRun run, String method, String path, String who, int status, @Nullable Object body) {
        HttpResponse<String> answer = run.call(method, path, Optional.of(who), Optional.ofNullable(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    static void awaitLiveCameras(LocalRun run, int cameras) {
        await("cameras live")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    int live = 0;
                    for (JsonNode camera :
                            run.get("/api/cameras?limit=500", "operator").get("items"))
                        if (LIVE.contains(camera.get("health").get("state").asString())) live++;
                    assertThat(live).isGreaterThanOrEqualTo(cameras);
                });
    }

    /**
     * The camera of {@code ./cctv up --camera} whose address ends so, once it gives pictures: one of an earlier start has the same
     * name, and nobody answers at its port.
     */
    static String cameraNamed(LocalRun run, String path) {
        return await("a live camera " + path)
                .atMost(Duration.ofMinutes(3))
                .until(() -> liveCamera(run, path), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<String> liveCamera(LocalRun run, String path) {
        for (JsonNode camera : run.get("/api/cameras?limit=500", "operator").get("items"))
            if (camera.get("name").asString().endsWith(path)
                    && LIVE.contains(camera.get("health").get("state").asString()))
                return Optional.of(camera.get("cameraId").asString());
        return Optional.empty();
    }

    static List<JsonNode> alerts(LocalRun run) {
        List<JsonNode> alerts = new ArrayList<>();
        run.get("/api/alerts?state=all&limit=500", "lead").get("items").forEach(alerts::add);
        return alerts;
    }

    static List<JsonNode> gaps(LocalRun run, String cameraId, Instant from, Instant to) {
        List<JsonNode> gaps = new ArrayList<>();
        timeline(run, cameraId, from, to).get("gaps").forEach(gaps::add);
        return gaps;
    }

    static JsonNode timeline(LocalRun run, String cameraId, Instant from, Instant to) {
        return run.get("/api/recordings/%s/timeline?from=%s&to=%s".formatted(cameraId, from, to), "lead");
    }

    /** A segment's file, fetched by the lead; its path. */
    static String download(LocalRun run, JsonNode segment) {
        HttpResponse<byte[]> film = run.bytes(
                "/api/recordings/segments/" + segment.get("segmentId").asString() + ".mp4", Optional.of("lead"));
        assertThat(film.statusCode()).isEqualTo(200);
        try {
            Path file = Files.createTempFile(Files.createDirectories(Path.of("target")), "segment", ".mp4");
            return Files.write(file, film.body()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another story's incident may still be open, and it opens cameras to the centre's own people. */
    static void closeIncidentsOfTheCentre(LocalRun run) {
        for (JsonNode incident :
                run.get("/api/incidents?status=open&limit=500", "lead").get("items"))
            if (incident.get("agency").isNull())
                ask(
                        run,
                        "POST",
                        "/api/incidents/" + incident.get("incidentId").asString() + "/close",
                        "lead",
                        200,
                        Map.of("reason", "SOLVED"));
    }

    /** The ledger has these rows of a case, and it is whole. */
    static void ledgerTells(LocalRun run, String caseNo, String... actions) {
        await("the ledger has the case").atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            var told = new ArrayList<String>();
            run.get("/api/ledger?limit=500", "auditor").get("items").forEach(row -> {
                if (caseNo.equals(row.get("caseNo").asString("")))
                    told.add(row.get("action").asString());
            });
            assertThat(told).contains(actions);
        });
        JsonNode verified = run.get("/api/ledger/verify", "auditor");
        assertThat(verified.get("intact").asBoolean()).as(verified.toString()).isTrue();
    }
}
