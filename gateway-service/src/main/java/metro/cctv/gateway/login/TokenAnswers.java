package metro.cctv.gateway.login;

import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.gateway.account.Account;
import metro.cctv.gateway.account.AccountDirectory;
import metro.cctv.gateway.account.AccountsAway;
import metro.cctv.gateway.refusal.Refusals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The token endpoint as a door: the same throttle and the same ledger as for people. Errors stay as RFC 6749 says. */
@Component
public class TokenAnswers implements AuthenticationSuccessHandler, AuthenticationFailureHandler {
    private static final Logger log = LoggerFactory.getLogger(TokenAnswers.class);

    private final Throttle throttle;
    private final AuditTrail audit;
    private final AccountDirectory accounts;
    private final Refusals refusals;
    private final AuthenticationSuccessHandler token = new OAuth2AccessTokenResponseAuthenticationSuccessHandler();
    private final OAuth2ErrorHttpMessageConverter errors = new OAuth2ErrorHttpMessageConverter();

    TokenAnswers(Throttle throttle, AuditTrail audit, AccountDirectory accounts, Refusals refusals) {
        this.throttle = throttle;
        this.audit = audit;
        this.accounts = accounts;
        this.refusals = refusals;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        String client = clientId(request);
        throttle.succeeded(client, request.getRemoteAddr());
        try {
            audit.allowed(bearer(authentication), access(request, client));
        } catch (RuntimeException e) {
            log.error("A token could not be written to the ledger: {}", e.getMessage());
            refusals.answer(response, ProblemType.UNAVAILABLE, "The ledger is away; try again shortly.");
            return;
        }
        token.onAuthenticationSuccess(request, response, authentication);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e) throws IOException {
        String client = clientId(request);
        throttle.failed(client, request.getRemoteAddr());
        refusals.tell(null, access(request, client), ProblemType.LOGIN_FAILED);
        write(
                response,
                e instanceof OAuth2AuthenticationException oauth ? oauth.getError() : new OAuth2Error("server_error"));
    }

    private void write(HttpServletResponse response, OAuth2Error error) throws IOException {
        boolean unknownClient = error.getErrorCode().equals(OAuth2ErrorCodes.INVALID_CLIENT);
        var answer = new ServletServerHttpResponse(response);
        answer.setStatusCode(unknownClient ? HttpStatus.UNAUTHORIZED : HttpStatus.BAD_REQUEST);
        errors.write(error, null, answer);
    }

    /** Before a secret is hashed. */
    public OncePerRequestFilter filter() {
        return new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                Duration wait = throttle.waitFor(clientId(request), request.getRemoteAddr());
                if (wait.isZero()) {
                    try {
                        chain.doFilter(request, response);
                    } catch (AccountsAway e) {
                        refusals.answer(response, e.type(), e.detail());
                    }
                    return;
                }
                refusals.tell(null, access(request, clientId(request)), ProblemType.TOO_MANY_REQUESTS);
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(new MustWait(wait).seconds()));
                refusals.answer(response, ProblemType.TOO_MANY_REQUESTS, "Too many wrong secrets; wait.");
            }

            @Override
            protected boolean shouldNotFilter(HttpServletRequest request) {
                return !request.getRequestURI().equals("/oauth2/token");
            }
        };
    }

    /** Whom the token speaks for: with a code that is a person, not the client. */
    private Caller bearer(Authentication granted) {
        String token = ((OAuth2AccessTokenAuthenticationToken) granted)
                .getAccessToken()
                .getTokenValue();
        try {
            String subject = SignedJWT.parse(token).getJWTClaimsSet().getSubject();
            return accounts.find(subject).map(Account::caller).orElseThrow();
        } catch (ParseException e) {
            throw new IllegalStateException("our own token cannot be read", e);
        }
    }

    private static Access access(HttpServletRequest request, String client) {
        return Access.to("token", "account", client).from(request.getRemoteAddr());
    }

    private static String clientId(HttpServletRequest request) {
        String basic = basicUser(request.getHeader(HttpHeaders.AUTHORIZATION));
        return AccountNames.printable(basic != null ? basic : request.getParameter("client_id"));
    }

    private static @Nullable String basicUser(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) return null;
        try {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            return pair.substring(0, Math.max(0, pair.indexOf(':')));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
