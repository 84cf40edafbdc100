package metro.cctv.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * One PostgreSQL server with PostGIS per test JVM: the one named by {@code CCTV_TEST_DB_URL} (with user and password in
 * it), else a throw-away cluster of the newest installed PostgreSQL, else a container. Never another database.
 */
public final class PostgisServer {
    private static final String IMAGE = "postgis/postgis:17-3.5-alpine";
    private static @Nullable PostgisServer shared;

    private final String host;
    private final int port;
    private final String user;
    private final String password;

    private PostgisServer(String host, int port, String user, String password) {
        this.host = host;
        this.port = port;
        this.user = user;
        this.password = password;
    }

    public record Database(String jdbcUrl, String user, String password) {}

    public static synchronized PostgisServer shared() {
        if (shared == null) shared = start();
        return shared;
    }

    public Database createDatabase(String name) {
        if (!name.matches("[a-z0-9_]{1,50}")) throw new IllegalArgumentException("database name: " + name);
        execute("postgres", "create database " + name);
        execute(name, "create extension if not exists postgis");
        return new Database(url(name), user, password);
    }

    private String url(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
    }

    private void execute(String database, String sql) {
        try (Connection connection = DriverManager.getConnection(url(database), user, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    private static PostgisServer start() {
        String given = System.getenv("CCTV_TEST_DB_URL");
        if (given != null) return given(given);
        Optional<Path> binaries = installed();
        if (binaries.isPresent()) return local(binaries.get());
        if (Files.exists(Path.of("/var/run/docker.sock"))
                && DockerClientFactory.instance().isDockerAvailable()) return container();
        throw new IllegalStateException(
                "No PostgreSQL with PostGIS: install it (./cctv up names the packages) or set CCTV_TEST_DB_URL");
    }

    private static PostgisServer given(String url) {
        var uri = java.net.URI.create(url);
        String[] who = String.valueOf(uri.getUserInfo()).split(":", 2);
        return new PostgisServer(uri.getHost(), uri.getPort() < 0 ? 5432 : uri.getPort(), who[0], who[1]);
    }

    private static PostgisServer container() {
        var container = new PostgreSQLContainer(DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("postgres"));
        container.start();
        return new PostgisServer(
                container.getHost(), container.getMappedPort(5432), container.getUsername(), container.getPassword());
    }

    private static Optional<Path> installed() {
        Path root = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(root)) return Optional.empty();
        try (Stream<Path> versions = Files.list(root)) {
            return versions.filter(v -> Files.exists(v.resolve("bin/initdb")))
                    .filter(v -> Files.exists(
                            Path.of("/usr/share/postgresql", v.getFileName().toString(), "extension/postgis.control")))
                    .max(Comparator.comparingInt(
                            v -> Integer.parseInt(v.getFileName().toString())))
                    .map(v -> v.resolve("bin"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PostgisServer local(Path binaries) {
        try {
            reapStaleClusters();
            Path folder = Files.createTempDirectory(
                    "cctv-pg-" + ProcessHandle.current().pid() + "-");
            boolean root = "root".equals(System.getProperty("user.name"));
            List<String> as = root
                    ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--")
                    : List.of();
            if (root) run(folder, List.of("chown", "postgres", folder.toString()));
            String data = folder.resolve("data").toString();
            run(
                    folder,
                    as,
                    binaries + "/initdb",
                    "-D",
                    data,
                    "-A",
                    "trust",
                    "-U",
                    "postgres",
                    "-E",
                    "UTF8",
                    "--locale=C.UTF-8",
                    "--no-sync");
            int port = FreePort.find();
            run(
                    folder,
                    as,
                    binaries + "/pg_ctl",
                    "-D",
                    data,
                    "-w",
                    "-l",
                    folder.resolve("log").toString(),
                    "-o",
                    "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder
                            + " -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60",
                    "start");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(folder, as, binaries, data)));
            return new PostgisServer("127.0.0.1", port, "postgres", "unused");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(Path folder, List<String> as, Path binaries, String data) {
        try {
            run(folder, as, binaries + "/pg_ctl", "-D", data, "-m", "immediate", "stop");
            run(Path.of("/"), List.of("rm", "-rf", folder.toString()));
        } catch (RuntimeException e) {
            System.err.println("The test database was not stopped: " + e.getMessage());
        }
    }

    /** A test JVM that was killed leaves its server behind: stop those whose JVM is gone. */
    private static void reapStaleClusters() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            for (Path folder : folders.filter(f -> f.getFileName().toString().matches("cctv-pg-\\d+-.*"))
                    .toList()) {
                long pid = Long.parseLong(folder.getFileName().toString().split("-")[2]);
                if (ProcessHandle.of(pid).isPresent()) continue;
                Path lock = folder.resolve("data/postmaster.pid");
                if (Files.isReadable(lock))
                    ProcessHandle.of(Long.parseLong(
                                    Files.readAllLines(lock).getFirst().trim()))
                            .filter(p -> p.info().command().orElse("").contains("postgres"))
                            .ifPresent(ProcessHandle::destroyForcibly);
                run(Path.of("/"), List.of("rm", "-rf", folder.toString()));
            }
        }
    }

    private static void run(Path folder, List<String> prefix, String... command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(List.of(command));
        run(folder, all);
    }

    /** Output goes to a file: a server that inherits a pipe keeps it open. */
    private static void run(Path folder, List<String> command) {
        try {
            Path output = Files.createTempFile("cctv-pg-out", ".txt");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) throw new IllegalStateException("hangs: " + command);
            String said = Files.readString(output);
            Files.delete(output);
            if (process.exitValue() != 0) throw new IllegalStateException(command + ": " + said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
