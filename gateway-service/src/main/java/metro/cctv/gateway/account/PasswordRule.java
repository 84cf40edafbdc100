package metro.cctv.gateway.account;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Which secrets an account may have. Lengths in characters; the upper bound is bcrypt's, in bytes. */
final class PasswordRule {
    static final int SHORTEST = 12;
    static final int LONGEST_BYTES = 72;
    private static final int FEWEST_DIFFERENT = 5;

    private PasswordRule() {}

    /** @return what is wrong with it, without repeating it */
    static Optional<String> fault(String accountName, String secret) {
        if (secret.length() < SHORTEST) return Optional.of("shorter than " + SHORTEST + " characters");
        if (secret.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES)
            return Optional.of("longer than " + LONGEST_BYTES + " bytes");
        if (secret.chars().distinct().count() < FEWEST_DIFFERENT)
            return Optional.of("fewer than " + FEWEST_DIFFERENT + " different characters");
        String rest = secret.toLowerCase(Locale.ROOT).replace(accountName.toLowerCase(Locale.ROOT), "");
        if (rest.length() < SHORTEST) return Optional.of("too short without the account's name");
        return Optional.empty();
    }
}
