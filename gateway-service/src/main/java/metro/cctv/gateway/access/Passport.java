package metro.cctv.gateway.access;

import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import metro.cctv.chassis.door.Caller;
import org.springframework.security.core.Authentication;

/** By what right a request goes through, and so for how long what it opened may stay open. */
public sealed interface Passport {

    /** Request attribute under which {@link PassportFilter} leaves it. */
    String ATTRIBUTE = Passport.class.getName();

    /** A person's session; a stream ends with it. */
    record BySession(Caller caller, Authentication authentication, HttpSession session) implements Passport {
        boolean isOpen(Instant now) {
            try {
                int idleSeconds = session.getMaxInactiveInterval();
                return now.isBefore(
                        Instant.ofEpochMilli(session.getLastAccessedTime()).plusSeconds(idleSeconds));
            } catch (IllegalStateException e) {
                return false; // logged out
            }
        }
    }

    /** An agency's or a script's token; a stream ends when it expires, to be opened again with a new one. */
    record ByToken(Caller caller, Authentication authentication, Instant until) implements Passport {}

    /** A media ticket: ingest knows whether it is good, we do not. */
    record ByTicket() implements Passport {}
}
