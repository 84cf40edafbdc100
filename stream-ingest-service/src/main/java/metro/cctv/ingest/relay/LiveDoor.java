package metro.cctv.ingest.relay;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.incident.GrantChanged;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.ingest.relay.LiveCameras.LiveCamera;
import metro.cctv.ingest.relay.LiveViewRule.Decision;
import org.jspecify.annotations.Nullable;

/** Opens, re-checks and writes down live views. Tickets are hashed at once and never kept or logged. */
public final class LiveDoor {
    private static final int MAX_REMEMBERED = 50_000;
    private static final Duration GRANT_ON_ITS_WAY = Duration.ofMillis(1500);
    private static final int MAX_WAITING = 64;

    private final LiveCameras cameras;
    private final GrantBook grants;
    private final AuditTrail audit;
    private final Clock clock;
    /** Who was written down for which camera in which minute: players ask for a playlist every second. */
    private final Map<String, Long> writtenDown = new ConcurrentHashMap<>();
    /** Whoever brings a wrong ticket waits too, but not everybody at once. */
    private final Semaphore waiting = new Semaphore(MAX_WAITING);

    public LiveDoor(LiveCameras cameras, GrantBook grants, AuditTrail audit, Clock clock) {
        this.cameras = cameras;
        this.grants = grants;
        this.audit = audit;
        this.clock = clock;
    }

    /** Who is asking for what. */
    public record Viewer(
            String cameraId,
            @Nullable String ticketSha256,
            @Nullable Caller caller,
            @Nullable String address) {
        public static Viewer of(String cameraId, @Nullable String ticket, @Nullable String address) {
            return new Viewer(
                    cameraId, LiveViewRule.hash(ticket), Caller.current().orElse(null), address);
        }
    }

    /** For requests that come again and again: written down once a minute. */
    public LiveCamera openRepeated(Viewer viewer) {
        return open(viewer, false);
    }

    /** For a session of its own: written down every time. */
    public LiveCamera openSession(Viewer viewer) {
        return open(viewer, true);
    }

    /** The camera whose picture may go on; empty when it may not. */
    public Optional<LiveCamera> stillOpen(Viewer viewer) {
        return cameras.find(viewer.cameraId()).filter(camera -> decide(viewer, camera) instanceof Decision.Allowed);
    }

    /** Whose open case this viewer looks for; empty for a standing right, or none. */
    public Optional<String> agencyOf(Viewer viewer) {
        return cameras.find(viewer.cameraId())
                .flatMap(camera ->
                        decide(viewer, camera) instanceof Decision.Allowed allowed ? allowed.grant() : Optional.empty())
                .map(GrantChanged::agency);
    }

    private LiveCamera open(Viewer viewer, boolean always) {
        Optional<LiveCamera> camera = cameras.find(viewer.cameraId());
        if (camera.isEmpty()) {
            if (mayWatchElsewhere(viewer)) throw new ViewRefused(ProblemType.UNAVAILABLE);
            if (viewer.caller() != null) throw new ViewRefused(ProblemType.NOT_FOUND);
            ProblemType refusal =
                    viewer.ticketSha256() == null ? ProblemType.NOT_AUTHENTICATED : ProblemType.TICKET_REFUSED;
            refuse(viewer, null, refusal, always);
        }
        LiveCamera found = camera.orElseThrow();
        switch (decideWithPatience(viewer, found)) {
            case Decision.Refused refused -> refuse(viewer, found, refused.problem(), always);
            case Decision.Allowed allowed -> {
                if (always || isFirstThisMinute(viewer, "allowed"))
                    audit.allowed(viewer.caller(), access(viewer, found, allowed.grant()));
            }
        }
        return found;
    }

    /** Only who may watch it learns that it is pulled somewhere. */
    private boolean mayWatchElsewhere(Viewer viewer) {
        return cameras.elsewhere(viewer.cameraId())
                .filter(district -> decide(viewer, district) instanceof Decision.Allowed)
                .isPresent();
    }

    private Decision decideWithPatience(Viewer viewer, LiveCamera camera) {
        Decision first = decide(viewer, camera);
        boolean grantMayCome = first instanceof Decision.Refused refused
                && (refused.problem() == ProblemType.TICKET_REFUSED || refused.problem() == ProblemType.CASE_NEEDED);
        if (!grantMayCome || !waiting.tryAcquire()) return first;
        try {
            grants.await(() -> decide(viewer, camera) instanceof Decision.Allowed, GRANT_ON_ITS_WAY);
            return decide(viewer, camera);
        } finally {
            waiting.release();
        }
    }

    private Decision decide(Viewer viewer, LiveCamera camera) {
        return decide(viewer, camera.districtCode());
    }

    private Decision decide(Viewer viewer, String districtCode) {
        Caller caller = viewer.caller();
        LiveViewRule.Person person = caller == null
                ? null
                : new LiveViewRule.Person(caller.subject(), caller.role(), caller.districts(), caller.agency());
        return LiveViewRule.decide(viewer.ticketSha256(), person, districtCode, grants.open(viewer.cameraId()));
    }

    private void refuse(Viewer viewer, @Nullable LiveCamera camera, ProblemType problem, boolean always) {
        if (always || isFirstThisMinute(viewer, problem.slug()))
            audit.refused(viewer.caller(), access(viewer, camera, Optional.empty()), problem);
        throw new ViewRefused(problem);
    }

    private static Access access(Viewer viewer, @Nullable LiveCamera camera, Optional<GrantChanged> grant) {
        Access access = Access.to("live.view", "camera", viewer.cameraId())
                .in(camera == null ? null : camera.districtCode())
                .from(viewer.address());
        if (grant.isPresent()) {
            GrantChanged by = grant.get();
            return access.because(by.purpose(), by.caseNo(), null).by("ticket:" + by.grantId(), by.agency());
        }
        return viewer.ticketSha256() == null ? access : access.by("ticket:unknown", null);
    }

    private boolean isFirstThisMinute(Viewer viewer, String result) {
        long minute = clock.millis() / 60_000;
        if (writtenDown.size() > MAX_REMEMBERED) writtenDown.values().removeIf(before -> before < minute);
        Caller caller = viewer.caller();
        String who = viewer.ticketSha256() != null
                ? viewer.ticketSha256()
                : caller != null ? caller.subject() : "anonymous " + viewer.address();
        Long before = writtenDown.put(who + " " + viewer.cameraId() + " " + result, minute);
        return before == null || before != minute;
    }
}
