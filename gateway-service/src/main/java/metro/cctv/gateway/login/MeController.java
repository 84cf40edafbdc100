package metro.cctv.gateway.login;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.gateway.account.AccountDirectory;
import metro.cctv.gateway.refusal.Refusals;
import metro.cctv.gateway.settings.GatewayProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who am I? Asked by every page at its start, so a plain "nobody" is no refusal and leaves no ledger row. */
@RestController
class MeController {
    private final AccountDirectory accounts;
    private final Refusals refusals;
    private final GatewayProperties.Login login;

    MeController(AccountDirectory accounts, Refusals refusals, GatewayProperties gateway) {
        this.accounts = accounts;
        this.refusals = refusals;
        this.login = gateway.login();
    }

    @GetMapping("/api/me")
    ResponseEntity<?> me(@Nullable Authentication authentication) {
        Optional<Caller> caller = accounts.callerOf(authentication);
        if (caller.isPresent())
            return ResponseEntity.ok(Me.of(caller.get(), login.idleLogout().toSeconds()));
        return ResponseEntity.status(ProblemType.NOT_AUTHENTICATED.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(refusals.body(ProblemType.NOT_AUTHENTICATED, "Nobody is logged in."));
    }

    record Me(
            String name,
            Role role,
            String roleKorean,
            List<String> districts,
            @Nullable String agency,
            Map<Capability, Right> capabilities,
            long idleLogoutSeconds) {

        static Me of(Caller caller, long idleLogoutSeconds) {
            var rights = new EnumMap<Capability, Right>(Capability.class);
            for (Capability capability : Capability.values())
                rights.put(capability, AccessMatrix.right(caller.role(), capability));
            return new Me(
                    caller.subject(),
                    caller.role(),
                    caller.role().korean(),
                    caller.districts().stream().sorted().toList(),
                    caller.agency(),
                    rights,
                    idleLogoutSeconds);
        }
    }
}
