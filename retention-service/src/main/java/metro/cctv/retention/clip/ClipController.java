package metro.cctv.retention.clip;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.paging.Page;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Copies for agencies, and the list of those that are out. */
@RestController
@RequestMapping("/api/recordings")
class ClipController {
    private static final String CASE_NO = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
    private static final int MOST = 500;

    private final Clips clips;
    private final ClipStore store;

    ClipController(Clips clips, ClipStore store) {
        this.clips = clips;
        this.store = store;
    }

    /**
     * The camera's pictures from one moment to another as one MP4, marked on every picture. {@code X-CCTV-SHA256} is the
     * file's hash, {@code X-CCTV-Destroy-By} when the copy must be gone. A long one takes its time: 202 with {@code Retry-After}
     * means that the same request is to come again.
     */
    @GetMapping("/{cameraId}/clip.mp4")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "video/mp4", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "202", description = "Still being made: ask again", content = @Content)
    void take(
            @PathVariable String cameraId,
            @RequestParam OffsetDateTime from,
            @RequestParam OffsetDateTime to,
            @RequestParam @Pattern(regexp = CASE_NO) String caseNo,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var wanted = new Clips.Wanted(cameraId, from.toInstant(), to.toInstant(), caseNo);
        Optional<Clips.Made> taken = clips.take(caller, wanted, request.getRemoteAddr());
        if (taken.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
            response.setHeader("Retry-After", Long.toString(ClipJobs.ASK_AGAIN_AFTER.toSeconds()));
            response.setHeader("Cache-Control", "no-store");
            return;
        }
        try (Clips.Made made = taken.get()) {
            Clip clip = made.clip();
            response.setContentType("video/mp4");
            response.setContentLength(made.file().length);
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("Content-Disposition", "attachment; filename=\"" + clip.clipId() + ".mp4\"");
            response.setHeader("X-CCTV-Clip-Id", clip.clipId().toString());
            response.setHeader("X-CCTV-SHA256", clip.sha256());
            response.setHeader("X-CCTV-Destroy-By", clip.destroyBy().toString());
            response.getOutputStream().write(made.file());
        }
    }

    /** Newest first: whom copies went to, and when they must be gone. */
    record ClipPage(List<Clip> items, @Nullable String next) {}

    @GetMapping("/clips")
    ClipPage list(@RequestParam @Nullable String cursor, @RequestParam(defaultValue = "100") int limit, Caller caller) {
        if (AccessMatrix.right(caller.role(), Capability.AUDIT_LOG) != Right.ALL)
            throw new ProblemException(ProblemType.FORBIDDEN, "For the auditor and the privacy officer.");
        int wanted = Math.clamp(limit, 1, MOST);
        Page<Clip> page = Page.of(store.list(ClipStore.Place.of(cursor), wanted + 1), wanted, ClipStore.Place::after);
        return new ClipPage(page.items(), page.next());
    }
}
