package metro.cctv.ingest.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ticket as a VMS can bring it: user {@code ticket}, the secret as password, by Basic (RFC 7617). */
final class TicketLogin {
    static final String USER = "ticket";
    static final String CHALLENGE = "Basic realm=\"Metro CCTV live\", charset=\"UTF-8\"";

    private static final String SCHEME = "Basic ";
    private static final int MAX_LENGTH = 512;

    private TicketLogin() {}

    /** @return empty when there is nothing that could be a ticket */
    static Optional<String> ticketIn(@Nullable String authorization) {
        if (authorization == null
                || authorization.length() > MAX_LENGTH
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) return Optional.empty();
        try {
            byte[] pair = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).strip());
            String text = new String(pair, StandardCharsets.UTF_8);
            return text.startsWith(USER + ":") && text.length() > USER.length() + 1
                    ? Optional.of(text.substring(USER.length() + 1))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
