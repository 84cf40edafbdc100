package metro.cctv.gateway.login;

import org.jspecify.annotations.Nullable;

/** Names as they may stand in the ledger: a password typed into the wrong field must not. */
final class AccountNames {
    private AccountNames() {}

    static String printable(@Nullable String typed) {
        return typed != null && typed.matches("[A-Za-z0-9][A-Za-z0-9._-]{1,63}") ? typed : "?";
    }
}
