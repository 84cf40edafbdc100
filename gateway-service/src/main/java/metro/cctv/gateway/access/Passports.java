package metro.cctv.gateway.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import metro.cctv.chassis.door.Caller;
import metro.cctv.gateway.account.AccountDirectory;
import metro.cctv.gateway.token.InternalTokens;
import org.springframework.stereotype.Component;

/** Reads and rechecks the passport of a request. */
@Component
public class Passports {
    private final AccountDirectory accounts;
    private final InternalTokens tokens;
    private final Clock clock;

    Passports(AccountDirectory accounts, InternalTokens tokens, Clock clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Every request that reaches a route has one; without, something is wired wrongly and nothing may pass. */
    public Passport of(HttpServletRequest request) {
        if (request.getAttribute(Passport.ATTRIBUTE) instanceof Passport passport) return passport;
        throw new IllegalStateException("a request came through without a passport");
    }

    public Optional<Caller> caller(Passport passport) {
        return switch (passport) {
            case Passport.BySession by -> Optional.of(by.caller());
            case Passport.ByToken by -> Optional.of(by.caller());
            case Passport.ByTicket by -> Optional.empty();
        };
    }

    /** The value of the Authorization header for the service behind; none for a ticket. */
    public Optional<String> authorization(Passport passport) {
        return caller(passport).map(caller -> "Bearer " + tokens.of(caller));
    }

    /** Does the right that opened a stream still stand, for the same role and districts? */
    public boolean isGood(Passport passport) {
        Instant now = clock.instant();
        return switch (passport) {
            case Passport.BySession by ->
                by.isOpen(now)
                        && accounts.callerOf(by.authentication())
                                .filter(by.caller()::equals)
                                .isPresent();
            case Passport.ByToken by ->
                now.isBefore(by.until())
                        && accounts.callerOf(by.authentication())
                                .filter(by.caller()::equals)
                                .isPresent();
            case Passport.ByTicket by -> true; // ingest cuts it
        };
    }
}
