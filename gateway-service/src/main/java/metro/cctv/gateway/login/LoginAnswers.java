package metro.cctv.gateway.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.gateway.account.AccountDirectory;
import metro.cctv.gateway.refusal.Refusals;
import metro.cctv.gateway.settings.GatewayProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/** Answers log-in and log-out without pages or redirects, after the ledger knows. */
@Component
public class LoginAnswers implements AuthenticationSuccessHandler, AuthenticationFailureHandler, LogoutHandler {
    private static final Logger log = LoggerFactory.getLogger(LoginAnswers.class);

    private final AuditTrail audit;
    private final AccountDirectory accounts;
    private final Refusals refusals;
    private final GatewayProperties.Login login;

    LoginAnswers(AuditTrail audit, AccountDirectory accounts, Refusals refusals, GatewayProperties gateway) {
        this.audit = audit;
        this.accounts = accounts;
        this.refusals = refusals;
        this.login = gateway.login();
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication person)
            throws IOException {
        try {
            audit.allowed(accounts.callerOf(person).orElseThrow(), access("login", person.getName(), request));
        } catch (RuntimeException e) {
            log.error("A log-in could not be written to the ledger: {}", e.getMessage());
            request.getSession().invalidate();
            refusals.answer(response, ProblemType.UNAVAILABLE, "The ledger is away; try again shortly.");
            return;
        }
        request.getSession().setMaxInactiveInterval((int) login.idleLogout().toSeconds());
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e) throws IOException {
        if (e instanceof AuthenticationServiceException) {
            log.warn("Nobody can log in: {}", e.getMessage());
            refusals.answer(response, ProblemType.UNAVAILABLE, "The accounts are away; try again shortly.");
            return;
        }
        Access access = access("login", AccountNames.printable(request.getParameter("username")), request);
        if (e instanceof MustWait wait) {
            refusals.tell(null, access, ProblemType.TOO_MANY_REQUESTS);
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.seconds()));
            refusals.answer(response, ProblemType.TOO_MANY_REQUESTS, "Too many wrong passwords; wait before the next.");
            return;
        }
        refusals.tell(null, access, ProblemType.LOGIN_FAILED);
        refusals.answer(response, ProblemType.LOGIN_FAILED, "User name or password is wrong.");
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        if (authentication == null) return;
        try {
            accounts.callerOf(authentication)
                    .ifPresent(caller -> audit.allowed(caller, access("logout", caller.subject(), request)));
        } catch (RuntimeException e) {
            log.error("A log-out could not be written to the ledger: {}", e.getMessage()); // it happens all the same
        }
    }

    private static Access access(String action, String account, HttpServletRequest request) {
        return Access.to(action, "account", account).from(request.getRemoteAddr());
    }
}
