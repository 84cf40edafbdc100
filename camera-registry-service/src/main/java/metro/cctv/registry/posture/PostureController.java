package metro.cctv.registry.posture;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.paging.Page;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.district.DistrictScope;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The work list of those who secure cameras; a burglar's list in other hands, hence each reading is in the ledger. */
@RestController
class PostureController {
    private static final int MAX_LIMIT = 500;

    private final PostureStore store;
    private final AuditTrail audit;

    PostureController(PostureStore store, AuditTrail audit) {
        this.store = store;
        this.audit = audit;
    }

    /** The worst first. */
    @GetMapping("/api/cameras/posture")
    PosturePage list(
            @RequestParam @Nullable String district,
            @RequestParam @Nullable Integer below,
            @RequestParam @Nullable String code,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam @Nullable String cursor,
            Caller caller,
            HttpServletRequest request) {
        caller.require(Capability.POSTURE);
        if (below != null && (below < 1 || below > 101))
            throw new ProblemException(ProblemType.INVALID_FIELD, "below: 1 to 101.");
        PostureFilter filter = new PostureFilter(new DistrictScope(caller.districts(), district), below, codeOf(code));
        PostureCursor after = PostureCursor.of(cursor);
        audit.allowed(
                caller,
                Access.to("posture.read", "posture", district == null ? "*" : district)
                        .in(district)
                        .from(request.getRemoteAddr()));
        int wanted = Math.clamp(limit, 1, MAX_LIMIT);
        Page<PostureView> page = Page.of(store.list(filter, after, wanted + 1), wanted, PostureCursor::after);
        return new PosturePage(page.items(), after == null ? store.summary(filter) : null, page.next());
    }

    private static Finding.@Nullable Code codeOf(@Nullable String code) {
        if (code == null) return null;
        for (Finding.Code known : Finding.Code.values()) if (known.name().equals(code)) return known;
        throw new ProblemException(ProblemType.INVALID_FIELD, "code: one of " + List.of(Finding.Code.values()) + ".");
    }

    /** @param summary of all that the filter lets through; null on pages after the first */
    record PosturePage(
            List<PostureView> items,
            PostureView.@Nullable Summary summary,
            @Nullable String next) {}
}
