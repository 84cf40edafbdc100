package metro.cctv.gateway.login;

import java.util.List;
import java.util.Objects;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.access.Role;
import metro.cctv.gateway.account.Account;
import metro.cctv.gateway.account.AccountDirectory;
import metro.cctv.gateway.account.SignedIn;
import metro.cctv.gateway.token.Audiences;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/** Whom a token is for and what its bearer is, from the account as it stands now. */
@Component
class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {
    private final AccountDirectory accounts;

    TokenClaims(AccountDirectory accounts) {
        this.accounts = accounts;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        Caller caller = caller(Objects.requireNonNull(context.getPrincipal()));
        String audience = caller.role() == Role.SERVICE ? Audiences.SERVICES : Audiences.OUTSIDE;
        context.getClaims()
                .issuer(Audiences.ISSUER)
                .audience(List.of(audience))
                .subject(caller.subject())
                .claim("role", caller.role().name())
                .claim("districts", caller.districts().stream().sorted().toList());
        if (caller.agency() != null) context.getClaims().claim("agency", caller.agency());
    }

    /** The person behind an authorization code, or the client itself. */
    private Caller caller(Authentication principal) {
        if (principal.getPrincipal() instanceof SignedIn)
            return accounts.callerOf(principal).orElseThrow(TokenClaims::ended);
        return accounts.find(principal.getName()).map(Account::caller).orElseThrow(TokenClaims::ended);
    }

    private static OAuth2AuthenticationException ended() {
        return new OAuth2AuthenticationException(OAuth2ErrorCodes.ACCESS_DENIED);
    }
}
