package metro.cctv.gateway.account;

import java.util.Set;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may come in.
 *
 * @param secretHash "{algorithm}hash"
 * @param version grows when open sessions must end
 */
public record Account(
        String name,
        Kind kind,
        String secretHash,
        Role role,
        Set<String> districts,
        @Nullable String agency,
        boolean enabled,
        int version) {

    public enum Kind {
        PERSON,
        CLIENT
    }

    public Caller caller() {
        return new Caller(name, role, districts, agency);
    }

    @Override
    public String toString() {
        return "Account[" + name + ", " + kind + ", " + role + "]";
    }
}
