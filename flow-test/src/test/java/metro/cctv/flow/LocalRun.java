package metro.cctv.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A control centre of its own, started by {@code ./cctv up} in {@code flow-test/target/run}, shared by all stories of a
 * test JVM and stopped with it.
 */
final class LocalRun {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path ROOT = root();
    /** {@code CCTV_FLOW_RUN}: tell the stories to a run that is there already, and leave it running. */
    private static final Optional<Path> GIVEN =
            Optional.ofNullable(System.getenv("CCTV_FLOW_RUN")).map(Path::of);

    private static final Path RUN = GIVEN.orElse(ROOT.resolve("flow-test/target/run"));
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private static final LocalRun shared = new LocalRun();
    private static boolean started;

    private LocalRun() {}

    static synchronized LocalRun started() {
        if (!started) {
            if (GIVEN.isEmpty())
                Runtime.getRuntime().addShutdownHook(new Thread(() -> shared.run(Duration.ofSeconds(90), "down")));
            shared.up();
            started = true;
        }
        return shared;
    }

    /** Starts what is not running. */
    String up(String... options) {
        List<String> command = new ArrayList<>(List.of("up"));
        command.addAll(List.of(options));
        return run(Duration.ofMinutes(8), command.toArray(String[]::new));
    }

    String run(Duration limit, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(ROOT.resolve("cctv").toString());
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("cctv", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().put("CCTV_RUN_DIR", RUN.toString());
            builder.environment().put("CCTV_BUILD", "no"); // the reactor that runs this test has just built everything
            Process process = builder.start();
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("./cctv " + arguments[0] + " hangs:\n" + Files.readString(output));
            }
            String said = Files.readString(output);
            Files.delete(output);
            if (process.exitValue() != 0 && !arguments[0].equals("status"))
                throw new IllegalStateException("./cctv " + arguments[0] + " failed:\n" + said);
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    JsonNode status() {
        return JSON.readTree(run(Duration.ofSeconds(60), "status", "--json"));
    }

    URI address(String path) {
        return URI.create(environment("CCTV_GATEWAY_PORT").transform("http://127.0.0.1:%s"::formatted) + path);
    }

    /** Of {@code credentials.txt}. */
    String passwordOf(String name) {
        return lines(RUN.resolve("credentials.txt"))
                .filter(line -> line[0].equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no credentials of " + name))[1];
    }

    String environment(String name) {
        try (var lines = Files.lines(RUN.resolve("secrets/run.env"))) {
            return lines.filter(line -> line.startsWith(name + "="))
                    .map(line -> line.substring(name.length() + 2, line.length() - 1))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(name + " is not in run.env"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String token(String name) {
        return TOKENS.computeIfAbsent(
                name, n -> run(Duration.ofSeconds(30), "token", n).trim());
    }

    void forgetTokens() {
        TOKENS.clear();
    }

    /** @param who a name of credentials.txt; empty: without a token */
    HttpResponse<String> call(String method, String path, Optional<String> who, Optional<Object> body) {
        return send(request(method, path, who, body), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    HttpResponse<byte[]> bytes(String path, Optional<String> who) {
        return send(request("GET", path, who, Optional.empty()), HttpResponse.BodyHandlers.ofByteArray());
    }

    JsonNode get(String path, String who) {
        HttpResponse<String> answer = call("GET", path, Optional.of(who), Optional.empty());
        if (answer.statusCode() != 200)
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        return JSON.readTree(answer.body());
    }

    /** Kill -9, as a power cut would. */
    void kill(String part) {
        long pid = Long.parseLong(lines(pidFile(part)).findFirst().orElseThrow()[0]);
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private Path pidFile(String part) {
        if (!part.equals("postgres")) return RUN.resolve("pid").resolve(part);
        Path below = RUN.resolve("postgres/postmaster.pid");
        return Files.exists(below) ? below : Path.of(environment("CCTV_PG_DATA"), "postmaster.pid");
    }

    private HttpRequest request(String method, String path, Optional<String> who, Optional<Object> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path)).timeout(Duration.ofSeconds(20));
        who.ifPresent(name -> request.header("Authorization", "Bearer " + token(name)));
        if (body.isPresent())
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body.get())));
        else request.method(method, HttpRequest.BodyPublishers.noBody());
        return request.build();
    }

    private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return HTTP.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static java.util.stream.Stream<String[]> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().map(line -> line.trim().split(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Name and password that the simulated cameras ask for. */
    String[] cameraLogIn() {
        return lines(RUN.resolve("secrets/simulator-credentials"))
                .findFirst()
                .orElseThrow()[0]
                .split(":", 2);
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.exists(here.resolve("cctv"))) here = here.getParent();
        if (here == null) throw new IllegalStateException("the project's root was not found");
        return here;
    }

    static Path projectFolder() {
        return ROOT;
    }

    /** Whether an object of this class is among the next detections of a camera. */
    boolean sees(String cameraId, String label) {
        HttpRequest request = HttpRequest.newBuilder(address("/api/live/" + cameraId + "/detections"))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token("operator"))
                .build();
        HttpResponse<java.util.stream.Stream<String>> answer = send(request, HttpResponse.BodyHandlers.ofLines());
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        try (var lines = answer.body()) {
            return lines.takeWhile(line -> System.nanoTime() < until)
                    .anyMatch(line -> line.startsWith("data:") && line.contains("\"label\":\"" + label + "\""));
        }
    }

    /** For messages when a story fails. */
    static String tail(String part) {
        try (var lines = Files.lines(RUN.resolve("log").resolve(part + ".log"))) {
            List<String> all = lines.toList();
            return all.subList(Math.max(0, all.size() - 20), all.size()).stream()
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return "no log of " + part;
        }
    }
}
