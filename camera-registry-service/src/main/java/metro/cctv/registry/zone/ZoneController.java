package metro.cctv.registry.zone;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.paging.Page;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.camera.Camera;
import metro.cctv.registry.camera.Cameras;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/cameras/{id}/zones}: a manager's count at once, a lead's wait for another person. */
@RestController
@RequestMapping("/api/cameras/{cameraId}/zones")
class ZoneController {
    private static final int MAX_LISTED = 100;
    private static final int MAX_REASON = 500;
    private static final Pattern IF_MATCH = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");

    private final Cameras cameras;
    private final Zones zones;
    private final ZoneStore store;
    private final AuditTrail audit;
    private final Clock clock;

    ZoneController(Cameras cameras, Zones zones, ZoneStore store, AuditTrail audit, Clock clock) {
        this.cameras = cameras;
        this.zones = zones;
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<List<Zone>> zones(@PathVariable String cameraId) {
        return answer(cameras.get(cameraId));
    }

    @PutMapping
    ResponseEntity<?> draw(
            @PathVariable String cameraId,
            @RequestBody List<@Nullable Zone> drawn,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestParam(required = false) @Nullable String reason,
            Caller caller,
            HttpServletRequest request) {
        Camera camera = forRules(cameraId, caller);
        List<Zone> wanted = whole(drawn);
        Long seen = versionOf(ifMatch);
        String why = reason == null ? null : checked(reason);
        boolean atOnce = ZoneRightsRule.countsAtOnce(caller.role());
        audit.allowed(caller, access(atOnce ? "zone.change" : "zone.propose", camera, request));
        if (atOnce) return answer(zones.draw(cameraId, wanted, seen, caller, why));
        int number = zones.propose(cameraId, wanted, seen, caller, why);
        if (number == 0) return answer(camera);
        return ResponseEntity.accepted()
                .location(URI.create("/api/cameras/" + cameraId + "/zones/proposals"))
                .body(new Proposed(number));
    }

    @GetMapping("/proposals")
    Map<String, List<Proposal>> proposals(@PathVariable String cameraId, Caller caller) {
        forRules(cameraId, caller);
        return Map.of("items", store.proposals(cameraId, MAX_LISTED, clock.instant()));
    }

    @PostMapping("/proposals/{number}/approve")
    ResponseEntity<List<Zone>> approve(
            @PathVariable String cameraId, @PathVariable int number, Caller caller, HttpServletRequest request) {
        Camera camera = forRules(cameraId, caller);
        audit.allowed(caller, access("zone.approve", camera, request));
        return answer(zones.approve(cameraId, number, caller));
    }

    @PostMapping("/proposals/{number}/reject")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reject(
            @PathVariable String cameraId,
            @PathVariable int number,
            @Valid @RequestBody Rejection rejection,
            Caller caller,
            HttpServletRequest request) {
        Camera camera = forRules(cameraId, caller);
        audit.allowed(caller, access("zone.reject", camera, request));
        zones.reject(cameraId, number, caller, checked(rejection.reason()));
    }

    @GetMapping("/versions")
    Page<ZoneVersion> versions(
            @PathVariable String cameraId,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable Long cursor,
            Caller caller) {
        forRules(cameraId, caller);
        int wanted = Math.clamp(limit, 1, MAX_LISTED);
        List<ZoneVersion> found = store.versions(cameraId, cursor == null ? Long.MAX_VALUE : cursor, wanted + 1);
        return Page.of(found, wanted, last -> Long.toString(last.version()));
    }

    @GetMapping("/versions/{version}")
    ZoneVersion version(@PathVariable String cameraId, @PathVariable long version, Caller caller) {
        forRules(cameraId, caller);
        return store.version(cameraId, version)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No version " + version + " of zones."));
    }

    private Camera forRules(String cameraId, Caller caller) {
        if (!ZoneRightsRule.mayPropose(caller.role()))
            throw new ProblemException(ProblemType.FORBIDDEN, "This role may not do that.");
        return cameras.getWithinReach(cameraId, caller);
    }

    private static ResponseEntity<List<Zone>> answer(Camera camera) {
        return ResponseEntity.ok().eTag("\"" + camera.version() + "\"").body(camera.zones());
    }

    private static List<Zone> whole(List<@Nullable Zone> drawn) {
        for (int i = 0; i < Math.min(drawn.size(), ZoneRule.MAX_ZONES + 1); i++)
            if (drawn.get(i) == null)
                throw new ProblemException(ProblemType.INVALID_FIELD, "zones[" + i + "]: a zone, was null.");
        if (drawn.size() > ZoneRule.MAX_ZONES)
            throw new ProblemException(
                    ProblemType.INVALID_FIELD, "zones: at most " + ZoneRule.MAX_ZONES + ", were " + drawn.size() + ".");
        return drawn.stream().map(Objects::requireNonNull).toList();
    }

    private static @Nullable Long versionOf(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) return null;
        Matcher version = IF_MATCH.matcher(ifMatch);
        if (!version.matches())
            throw new ProblemException(ProblemType.BAD_REQUEST, "If-Match: the version in quotes, like \"7\".");
        return Long.valueOf(version.group(1));
    }

    private static String checked(String reason) {
        if (reason.length() > MAX_REASON || reason.chars().anyMatch(Character::isISOControl))
            throw new ProblemException(
                    ProblemType.INVALID_FIELD, "reason: at most 500 characters, none of them a control character.");
        return reason;
    }

    private static Access access(String action, Camera camera, HttpServletRequest request) {
        return Access.to(action, "camera", camera.cameraId())
                .in(camera.districtCode())
                .from(request.getRemoteAddr());
    }

    record Proposed(int proposal) {}

    record Rejection(
            @NotBlank(message = "why, in a few words") @Size(max = MAX_REASON)
            String reason) {}
}
