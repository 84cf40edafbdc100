package metro.cctv.ingest.relay;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.ingest.frame.FramePipeline.Snapshot;
import metro.cctv.ingest.relay.LiveDoor.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Live over HTTP: HLS from memory, and the latest picture. Every request is checked anew, so a lost right ends at once. */
@RestController
@RequestMapping("/api/live/{cameraId:[A-Z0-9][A-Z0-9-]{2,31}}")
public final class LiveController {
    private static final MediaType PLAYLIST = MediaType.parseMediaType("application/vnd.apple.mpegurl");
    private static final MediaType MP4 = MediaType.parseMediaType("video/mp4");
    private static final long PICTURE_WITHIN_MS = 3_000;
    /** A viewer a second later gets the same snapshot. */
    private static final long SNAPSHOT_AGE_MS = 1_000;

    private final LiveDoor door;
    private final Clock clock;

    public LiveController(LiveDoor door, Clock clock) {
        this.door = door;
        this.clock = clock;
    }

    @GetMapping("/index.m3u8")
    ResponseEntity<String> playlist(
            @PathVariable String cameraId,
            @RequestParam(defaultValue = "sub") String stream,
            @RequestParam(required = false) @Nullable String ticket,
            HttpServletRequest request) {
        Stream wanted = stream(stream);
        var camera = door.openRepeated(Viewer.of(cameraId, ticket, request.getRemoteAddr()));
        LiveStream.Hls hls = soon(camera.stream(wanted).hls());
        return uncached(PLAYLIST).body(HlsPlaylist.of(hls.gops(), stream, ticket));
    }

    @GetMapping("/init-{number:\\d{1,9}}.mp4")
    ResponseEntity<byte[]> init(
            @PathVariable String cameraId,
            @PathVariable int number,
            @RequestParam(defaultValue = "sub") String stream,
            @RequestParam(required = false) @Nullable String ticket,
            HttpServletRequest request) {
        Stream wanted = stream(stream);
        var camera = door.openRepeated(Viewer.of(cameraId, ticket, request.getRemoteAddr()));
        return segment(soon(camera.stream(wanted).init(number)));
    }

    @GetMapping("/gop-{number:\\d{1,15}}.m4s")
    ResponseEntity<byte[]> gop(
            @PathVariable String cameraId,
            @PathVariable long number,
            @RequestParam(defaultValue = "sub") String stream,
            @RequestParam(required = false) @Nullable String ticket,
            HttpServletRequest request) {
        Stream wanted = stream(stream);
        var camera = door.openRepeated(Viewer.of(cameraId, ticket, request.getRemoteAddr()));
        return segment(soon(camera.stream(wanted).gop(number)).map(Gop::fragment));
    }

    @GetMapping("/snapshot.jpg")
    ResponseEntity<byte[]> snapshot(
            @PathVariable String cameraId,
            @RequestParam(required = false) @Nullable String ticket,
            HttpServletRequest request) {
        var camera = door.openRepeated(Viewer.of(cameraId, ticket, request.getRemoteAddr()));
        Snapshot snapshot = soon(camera.pictures().snapshot(clock.instant().minusMillis(SNAPSHOT_AGE_MS)));
        return uncached(MediaType.IMAGE_JPEG)
                .header("X-Captured-At", snapshot.at().toString())
                .body(snapshot.jpeg());
    }

    private static Stream stream(String name) {
        return switch (name) {
            case "sub" -> Stream.SUB;
            case "main" -> Stream.MAIN;
            default -> throw new ProblemException(ProblemType.BAD_REQUEST, "stream: main or sub");
        };
    }

    private static ResponseEntity<byte[]> segment(Optional<byte[]> bytes) {
        byte[] found = bytes.orElseThrow(() ->
                new ProblemException(ProblemType.NOT_FOUND, "That part left the live window; read the playlist."));
        return uncached(MP4).body(found);
    }

    private static ResponseEntity.BodyBuilder uncached(MediaType type) {
        return ResponseEntity.ok().contentType(type).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static <T> T soon(CompletableFuture<T> answer) {
        try {
            return answer.get(PICTURE_WITHIN_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ProblemException(ProblemType.NO_PICTURE, "The camera gives no picture now.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.UNAVAILABLE, "Shutting down.");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
