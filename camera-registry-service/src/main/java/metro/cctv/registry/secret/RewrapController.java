package metro.cctv.registry.secret;

import jakarta.servlet.http.HttpServletRequest;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.access.Capability;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** After a new master key came: everything under it, part by part. The keys serve the whole city. */
@RestController
@RequestMapping("/api/cameras/credentials")
class RewrapController {
    private static final int MAX_CAMERAS = 20_000;

    private final SecretRewrap rewrap;
    private final AuditTrail audit;

    RewrapController(SecretRewrap rewrap, AuditTrail audit) {
        this.rewrap = rewrap;
        this.audit = audit;
    }

    @PostMapping("/rewrap")
    SecretRewrap.Progress rewrap(
            @RequestParam(defaultValue = "5000") int limit, Caller caller, HttpServletRequest request) {
        caller.require(Capability.CAMERAS);
        caller.requireWholeCity();
        Require.within("limit", limit, 1, MAX_CAMERAS);
        audit.allowed(
                caller,
                Access.to("credentials.rewrap", "registry", "credentials").from(request.getRemoteAddr()));
        return rewrap.run(limit);
    }
}
