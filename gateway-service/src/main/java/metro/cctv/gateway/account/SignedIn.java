package metro.cctv.gateway.account;

import java.io.Serial;
import java.io.Serializable;
import java.security.Principal;

/**
 * What a session remembers. Role and districts are read anew with every request, so a change is in force at once.
 *
 * @param version the account's when the password was checked
 */
public record SignedIn(String name, int version) implements Principal, Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public String getName() {
        return name;
    }
}
