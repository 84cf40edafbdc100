package metro.cctv.gateway.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.gateway.account.AccountDirectory;
import metro.cctv.gateway.account.AccountsAway;
import metro.cctv.gateway.limit.CallerLimit;
import metro.cctv.gateway.refusal.Refusals;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * After the login or the token was recognised: is the account still what it was, and has it sent too much? Whoever has
 * no account any more goes on as nobody and meets the 401 behind.
 */
class PassportFilter extends OncePerRequestFilter {
    private final AccountDirectory accounts;
    private final CallerLimit limit;
    private final Refusals refusals;

    PassportFilter(AccountDirectory accounts, CallerLimit limit, Refusals refusals) {
        this.accounts = accounts;
        this.limit = limit;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || authentication instanceof AnonymousAuthenticationToken) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Caller> caller;
        try {
            caller = accounts.callerOf(authentication);
        } catch (AccountsAway e) {
            refusals.answer(response, e.type(), e.detail());
            return;
        }
        Passport passport =
                caller.map(c -> passport(c, authentication, request)).orElse(null);
        if (passport == null) {
            end(request);
        } else if (limit.allows(caller.get())) {
            request.setAttribute(Passport.ATTRIBUTE, passport);
        } else {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            refusals.answer(response, ProblemType.TOO_MANY_REQUESTS, "Too many requests from this account.");
            return;
        }
        chain.doFilter(request, response);
    }

    private static @Nullable Passport passport(
            Caller caller, Authentication authentication, HttpServletRequest request) {
        if (authentication instanceof JwtAuthenticationToken token) {
            Instant until = token.getToken().getExpiresAt();
            return until == null ? null : new Passport.ByToken(caller, authentication, until);
        }
        HttpSession session = request.getSession(false);
        return session == null ? null : new Passport.BySession(caller, authentication, session);
    }

    /** A locked account or a changed password: this session is over. */
    private static void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        SecurityContextHolder.clearContext();
        if (session != null) session.invalidate();
    }
}
