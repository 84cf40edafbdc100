package metro.cctv.gateway.login;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.gateway.account.Account;
import metro.cctv.gateway.account.AccountDirectory;
import metro.cctv.gateway.account.SignedIn;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** One answer and one hash's time, whether the name, the password or the account's state is wrong. */
@Component
class PasswordCheck implements AuthenticationProvider {
    private static final int LONGEST_BYTES = 72; // bcrypt looks no further

    private final AccountDirectory accounts;
    private final PasswordEncoder encoder;
    private final Throttle throttle;
    private final String nobodysHash;

    PasswordCheck(AccountDirectory accounts, PasswordEncoder encoder, Throttle throttle) {
        this.accounts = accounts;
        this.encoder = encoder;
        this.throttle = throttle;
        this.nobodysHash = String.valueOf(encoder.encode(UUID.randomUUID().toString()));
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String name = attempt.getName();
        String address = attempt.getDetails() instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : "";
        Duration wait = throttle.waitFor(name, address);
        if (!wait.isZero()) throw new MustWait(wait);
        Optional<Account> person = readPerson(name);
        if (!matches(String.valueOf(attempt.getCredentials()), person) || person.isEmpty()) {
            throttle.failed(name, address);
            throw new BadCredentialsException("refused");
        }
        throttle.succeeded(name, address);
        var who = new SignedIn(person.get().name(), person.get().version());
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(who, null, List.of());
        signedIn.setDetails(attempt.getDetails());
        return signedIn;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private Optional<Account> readPerson(String name) {
        try {
            return accounts.read(name)
                    .filter(account -> account.kind() == Account.Kind.PERSON)
                    .filter(Account::enabled);
        } catch (DataAccessException | TransactionException e) {
            throw new AuthenticationServiceException("The accounts are away", e);
        }
    }

    private boolean matches(String password, Optional<Account> person) {
        String hash = person.map(Account::secretHash).orElse(nobodysHash);
        boolean fits = password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES;
        return encoder.matches(fits ? password : "", hash) && fits;
    }
}
