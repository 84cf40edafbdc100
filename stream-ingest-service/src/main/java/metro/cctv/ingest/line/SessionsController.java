package metro.cctv.ingest.line;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.ingest.session.StreamStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is pulled and how it goes; for {@code cctv status} and other services. */
@RestController
public final class SessionsController {
    private final CameraLines lines;

    public SessionsController(CameraLines lines) {
        this.lines = lines;
    }

    /** @param segments closed since the process started; of the main stream */
    record SessionView(
            String cameraId,
            Stream stream,
            State state,
            Cause cause,
            String detail,
            Instant since,
            long bytes,
            long frames,
            double fps,
            @Nullable String codecs,
            int width,
            int height,
            long segments,
            long clockOffsetMs,
            Transport transport,
            long lostPackets,
            long rejectedPackets) {

        static SessionView of(StreamStatus s, long segments) {
            return new SessionView(
                    s.cameraId(),
                    s.stream(),
                    s.state(),
                    s.cause(),
                    s.detail(),
                    s.since(),
                    s.bytes(),
                    s.frames(),
                    s.fps(),
                    s.codecs(),
                    s.width(),
                    s.height(),
                    s.stream() == Stream.MAIN ? segments : 0,
                    s.clockOffsetMs(),
                    s.transport(),
                    s.lostPackets(),
                    s.rejectedPackets());
        }
    }

    @GetMapping("/internal/sessions")
    List<SessionView> sessions() {
        return lines.list().stream()
                .flatMap(line -> line.statuses().stream().map(status -> SessionView.of(status, line.segments())))
                .sorted(Comparator.comparing(SessionView::cameraId).thenComparing(SessionView::stream))
                .toList();
    }
}
