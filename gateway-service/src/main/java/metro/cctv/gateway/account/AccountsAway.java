package metro.cctv.gateway.account;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Nobody can be recognised: the database is away and the account was not seen lately. */
public class AccountsAway extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    AccountsAway(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
