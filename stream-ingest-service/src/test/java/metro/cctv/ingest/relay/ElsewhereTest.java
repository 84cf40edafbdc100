package metro.cctv.ingest.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.audit.AccessAudited;
import metro.cctv.contracts.problem.ProblemType;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** A camera that another process pulls: who may watch it shall come again, everybody else learns nothing. */
class ElsewhereTest {
    private static final String CAMERA = "DJ-SEO-001";

    private final LiveCameras cameras = new LiveCameras();
    private final List<AccessAudited> ledger = new ArrayList<>();
    private final LiveDoor door = new LiveDoor(
            cameras,
            new GrantBook(Clock.systemUTC()),
            new AuditTrail(ledger::add, Clock.systemUTC(), "ingest"),
            Clock.systemUTC());

    @Test
    void whoMayWatchItIsToldToComeAgain() {
        cameras.leave(CAMERA, "DJ-SEO");
        assertThat(refusal("DJ-SEO")).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(ledger).as("nothing was watched").isEmpty();
    }

    @Test
    void whoMayNotDoesNotLearnThatItIsThere() {
        ProblemType unknown = refusal("DJ-YUS");
        cameras.leave(CAMERA, "DJ-SEO");
        assertThat(refusal("DJ-YUS")).isEqualTo(unknown).isEqualTo(ProblemType.NOT_FOUND);
        var stranger = new LiveDoor.Viewer(CAMERA, LiveViewRule.hash("no-ticket-of-ours"), null, null);
        assertThat(refusal(stranger)).isEqualTo(ProblemType.TICKET_REFUSED);
    }

    @Test
    void aCameraThatNobodyPullsIsUnknownAgain() {
        cameras.leave(CAMERA, "DJ-SEO");
        cameras.remove(CAMERA);
        assertThat(refusal("DJ-SEO")).isEqualTo(ProblemType.NOT_FOUND);
    }

    private ProblemType refusal(String district) {
        var operator = new Caller("kim", Role.OPERATOR, Set.of(district), null);
        return refusal(new LiveDoor.Viewer(CAMERA, null, operator, null));
    }

    private ProblemType refusal(LiveDoor.Viewer viewer) {
        return Assertions.catchThrowableOfType(ViewRefused.class, () -> door.openSession(viewer))
                .type();
    }
}
