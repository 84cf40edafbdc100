package metro.cctv.retention.playback;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.retention.segment.Segment;
import metro.cctv.retention.segment.SegmentStore;
import metro.cctv.retention.segment.SegmentStore.Gap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/recordings}: looking back. Nothing here may be cached: a copy would outlive its destruction. */
@RestController
@RequestMapping("/api/recordings")
class PlaybackController {
    static final Duration MAX_RANGE = Duration.ofHours(24);
    private static final String LINE = "[^\\p{Cntrl}]{1,200}";
    private static final MediaType MP4 = MediaType.parseMediaType("video/mp4");

    private final PlaybackDoor door;
    private final SegmentStore segments;
    private final RecordingMedia media;

    PlaybackController(PlaybackDoor door, SegmentStore segments, RecordingMedia media) {
        this.door = door;
        this.segments = segments;
        this.media = media;
    }

    /** What there is to see and what is missing, without a picture; the destroyed is not shown. */
    @GetMapping("/{cameraId}/timeline")
    ResponseEntity<Timeline> timeline(
            @PathVariable String cameraId,
            @RequestParam OffsetDateTime from,
            @RequestParam OffsetDateTime to,
            Caller caller,
            HttpServletRequest request) {
        Range range = Range.of(from, to);
        door.open(caller, cameraId, null, request.getRemoteAddr());
        List<Timeline.Part> parts = segments.within(cameraId, range.from(), range.to()).stream()
                .filter(segment -> !segment.doomed())
                .map(s -> new Timeline.Part(s.id(), s.startedAt(), s.endedAt()))
                .toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Timeline(parts, segments.missingWithin(cameraId, range.from(), range.to())));
    }

    /** One row in the ledger for each playlist, with its purpose or case, before the first byte. */
    @GetMapping("/{cameraId}/index.m3u8")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = VodPlaylist.CONTENT_TYPE))
    ResponseEntity<String> playlist(
            @PathVariable String cameraId,
            @RequestParam OffsetDateTime from,
            @RequestParam OffsetDateTime to,
            @RequestParam @Pattern(regexp = LINE) @Nullable String purpose,
            @RequestParam @Pattern(regexp = LINE) @Nullable String caseNo,
            Caller caller,
            HttpServletRequest request) {
        Range range = Range.of(from, to);
        String why = blankToNull(purpose);
        String forCase = blankToNull(caseNo);
        PlaybackDoor.Opening opening = door.open(caller, cameraId, forCase, request.getRemoteAddr());
        if (why == null && forCase == null)
            throw new ProblemException(ProblemType.PURPOSE_NEEDED, "Name a purpose or a caseNo.");
        List<Segment> found = segments.within(cameraId, range.from(), range.to());
        if (found.isEmpty()) throw new ProblemException(ProblemType.NOT_FOUND, "Nothing was recorded in that time.");
        List<Segment> living =
                found.stream().filter(segment -> !segment.doomed()).toList();
        if (living.isEmpty()) throw RecordingMedia.destroyed();
        door.record(caller, cameraId, opening, why, request.getRemoteAddr());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.parseMediaType(VodPlaylist.CONTENT_TYPE))
                .body(VodPlaylist.of(living));
    }

    /** The file, whole or by ranges. The same right as the playlist, asked again each time. */
    @GetMapping("/segments/{segmentId}.mp4")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "video/mp4", schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<Resource> segment(@PathVariable UUID segmentId, Caller caller, HttpServletRequest request) {
        Segment segment = segments.find(segmentId).orElseThrow(PlaybackDoor::nothingThere);
        door.open(caller, segment.cameraId(), null, request.getRemoteAddr());
        if (segment.doomed()) throw RecordingMedia.destroyed();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MP4)
                .body(media.of(segment));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    record Timeline(List<Part> segments, List<Gap> gaps) {
        record Part(UUID segmentId, Instant startedAt, Instant endedAt) {}
    }

    /** From inclusive, to exclusive. */
    record Range(Instant from, Instant to) {
        static Range of(OffsetDateTime from, OffsetDateTime to) {
            if (!from.isBefore(to)) throw new ProblemException(ProblemType.INVALID_FIELD, "from: before to.");
            if (Duration.between(from, to).compareTo(MAX_RANGE) > 0)
                throw new ProblemException(ProblemType.INVALID_FIELD, "from, to: at most 24 hours apart.");
            return new Range(from.toInstant(), to.toInstant());
        }
    }
}
