package metro.cctv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.ingest.camera.TestCameras;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.TestPattern;
import metro.cctv.testkit.KafkaFixture;
import metro.cctv.testkit.TestJvm;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share twelve cameras: one is added, one is killed, one ends in order. Every pull is counted at its camera. */
class LeaseIT {
    private static final int CAMERAS = 12;

    @TempDir
    Path folder;

    private final List<Instance> instances = new ArrayList<>();
    private SimulatedCameras cameras;

    @BeforeEach
    void twelveCameras() {
        EncodedLoop loop = TestPattern.loop(160, 90, 5, 1);
        var builder = SimulatedCameras.builder();
        for (int i = 0; i < CAMERAS; i++) builder.stream(id(i), "main", loop);
        cameras = builder.start();
    }

    @AfterEach
    void end() {
        for (Instance instance : instances)
            instance.process.destroyForcibly().onExit().join();
        cameras.close();
    }

    @RegisterExtension
    final TestWatcher whatTheySaid = new TestWatcher() {
        @Override
        public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
            for (Instance instance : instances) System.err.println(String.join("\n", instance.said));
        }
    };

    @Test
    void aKilledProcessLosesItsCamerasWithinTenSecondsAndNoCameraIsEverPulledTwice() throws Exception {
        Instance first = start("first");
        await().atMost(Duration.ofSeconds(30)).until(() -> first.online.size() == CAMERAS);

        Instance second = start("second");
        await().atMost(Duration.ofSeconds(30)).until(() -> !second.online.isEmpty() && cameras.viewers() == CAMERAS);
        await().atMost(Duration.ofSeconds(10)).until(() -> cameras.viewers() == CAMERAS && second.online.size() >= 2);
        Set<String> moved = new TreeSet<>(second.online);
        assertThat(moved).as("about half moves").hasSizeBetween(2, CAMERAS - 2);
        await().atMost(Duration.ofSeconds(10)).until(() -> cameras.viewers() == CAMERAS);

        long killed = System.nanoTime();
        second.process.destroyForcibly();
        await().atMost(Duration.ofSeconds(3)).until(() -> cameras.viewers() < CAMERAS);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        cameras.viewers() == CAMERAS && moved.stream().allMatch(first.sinceNanos(killed)::contains));
        Duration took = Duration.ofNanos(System.nanoTime() - killed);
        assertThat(took)
                .as("until %d cameras of the killed process gave pictures again", moved.size())
                .isLessThan(Duration.ofSeconds(10));

        first.process.outputWriter().close();
        assertThat(first.process.waitFor(15, TimeUnit.SECONDS))
                .as("an orderly end")
                .isTrue();
        assertThat(first.process.exitValue()).isZero();
        await().atMost(Duration.ofSeconds(3)).until(() -> cameras.viewers() == 0);
        assertThat(cameras.mostViewersOfAStream())
                .as("pulls of one camera at once")
                .isEqualTo(1);
    }

    private Instance start(String name) throws IOException {
        Path state = Files.createDirectories(folder.resolve(name));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < CAMERAS; i++)
            lines.add(EventJson.MAPPER.writeValueAsString(TestCameras.camera(id(i), cameras.url(id(i), "main"))));
        Files.write(state.resolve("cameras.jsonl"), lines);
        Process process = TestJvm.of(
                        160,
                        LeasedProcess.class,
                        List.of(KafkaFixture.broker().getBrokersAsString(), state.toString(), name))
                .start();
        var instance = new Instance(process);
        instances.add(instance);
        Thread.ofVirtual().start(instance::read);
        return instance;
    }

    private static String id(int number) {
        return "DJ-SEO-%03d".formatted(number);
    }

    /** A child process and the cameras that it says give pictures. */
    private static final class Instance {
        private final Process process;
        private final Set<String> online = ConcurrentHashMap.newKeySet();
        private final java.util.Map<String, Long> since = new ConcurrentHashMap<>();
        /** Its log. */
        private final Queue<String> said = new ConcurrentLinkedQueue<>();

        Instance(Process process) {
            this.process = process;
        }

        Set<String> sinceNanos(long nanos) {
            Set<String> found = new TreeSet<>();
            since.forEach((camera, at) -> {
                if (at > nanos) found.add(camera);
            });
            return found;
        }

        void read() {
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    String[] words = line.split(" ");
                    if (words.length != 2) said.add(line);
                    else if (words[1].equals("ONLINE")) {
                        online.add(words[0]);
                        since.put(words[0], System.nanoTime());
                    } else if (words[1].equals("OFFLINE")) online.remove(words[0]);
                }
            } catch (IOException e) {
                // killed
            }
        }
    }
}
