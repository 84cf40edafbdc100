package metro.cctv.ingest.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.ingest.TestParts;
import metro.cctv.ingest.camera.CameraDirectory;
import metro.cctv.ingest.camera.TestCameras;
import metro.cctv.ingest.lease.Ownership;
import metro.cctv.ingest.relay.GrantBook;
import metro.cctv.ingest.relay.LiveCameras;
import metro.cctv.ingest.relay.LiveDoor;
import metro.cctv.ingest.relay.Viewers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators watch: the dashboard shows what is measured, and cameras do not make it more. */
class LineMetricsTest {
    private static final Pattern NAME = Pattern.compile("cctv_ingest_\\w+");

    @TempDir
    Path folder;

    @Test
    void theDashboardShowsEveryMetricAndNoOther() throws IOException {
        Set<String> shown = new TreeSet<>();
        Matcher name = NAME.matcher(Files.readString(Path.of("../docs/ref/grafana/ingest.json")));
        while (name.find()) shown.add(name.group());
        assertThat(shown).isEqualTo(names(scrape(1)));
    }

    @Test
    void tenCamerasHaveAsManySeriesAsOne() {
        assertThat(scrape(10).lines().count()).isEqualTo(scrape(1).lines().count());
    }

    private String scrape(int cameras) {
        Path state = folder.resolve("state-" + cameras + "-" + System.nanoTime());
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var live = new LiveCameras();
        var parts = TestParts.in(state, Map.of("bootstrap.servers", "127.0.0.1:1"));
        var directory = new CameraDirectory(TestParts.cameraSettings(state));
        for (int i = 0; i < cameras; i++) {
            String cameraId = "CAM-%03d".formatted(i);
            TestCameras.tell(directory, cameraId, TestCameras.camera(cameraId, "rtsp://127.0.0.1:9/x"));
        }
        var lines = new CameraLines(directory, parts, live, Ownership.sole(), status -> {});
        Clock clock = Clock.systemUTC();
        var door = new LiveDoor(live, new GrantBook(clock), new AuditTrail(row -> {}, clock, "test"), clock);
        LineMetrics.register(meters, lines, parts, new Viewers(door, live, parts.relay()));
        lines.start();
        try {
            return meters.scrape();
        } finally {
            lines.stop();
            directory.close();
        }
    }

    private static Set<String> names(String scraped) {
        Set<String> names = new TreeSet<>();
        Matcher name = Pattern.compile("(?m)^(cctv_ingest_\\w+)").matcher(scraped);
        while (name.find()) names.add(name.group(1));
        return names;
    }
}
