package metro.cctv.gateway.route;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicLong;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.gateway.access.Passport;
import metro.cctv.gateway.access.Passports;
import metro.cctv.gateway.access.StreamWatch;
import metro.cctv.gateway.refusal.Refusals;
import metro.cctv.gateway.settings.GatewayProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Copies an answer's body outwards, event streams without holding anything back. It ends when either side ends, when
 * the right that opened it ends, and when a service stalls in the middle of what is no event stream.
 */
@Component
class BodyRelay {
    private static final Logger log = LoggerFactory.getLogger(BodyRelay.class);
    private static final long NOT_WAITING = 0;
    private static final int BUFFER_BYTES = 16 * 1024;

    private final Passports passports;
    private final StreamWatch watch;
    private final Refusals refusals;
    private final long stallNs;

    BodyRelay(Passports passports, StreamWatch watch, Refusals refusals, GatewayProperties gateway) {
        this.passports = passports;
        this.watch = watch;
        this.refusals = refusals;
        this.stallNs = gateway.route().answerWithin().toNanos();
    }

    void relay(HttpResponse<InputStream> answer, Passport passport, HttpServletRequest outside, HttpServletResponse to)
            throws IOException {
        boolean endless = answer.headers()
                .firstValue("content-type")
                .filter(type -> type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE))
                .isPresent();
        var waitingSince = new AtomicLong(System.nanoTime());
        InputStream from = answer.body();
        StreamWatch.Registration registration = watch.watch(
                () -> passports.isGood(passport) && (endless || !isStalled(waitingSince.get())), () -> close(from));
        try {
            copy(from, outside, to, endless, waitingSince);
        } finally {
            registration.close();
            close(from);
        }
    }

    private void copy(
            InputStream from,
            HttpServletRequest outside,
            HttpServletResponse to,
            boolean flush,
            AtomicLong waitingSince)
            throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            if (flush) to.flushBuffer();
            while (true) {
                waitingSince.set(System.nanoTime());
                Integer read = read(from, buffer);
                waitingSince.set(NOT_WAITING); // a slow client is Tomcat's to time out
                if (read == null) {
                    broken(outside, to);
                    return;
                }
                if (read < 0) return;
                to.getOutputStream().write(buffer, 0, read);
                if (flush) to.flushBuffer();
            }
        } catch (IOException e) {
            log.debug("The client left: {}", e.toString());
        }
    }

    /** @return null when the service's side broke or was cut */
    private static @Nullable Integer read(InputStream from, byte[] buffer) {
        try {
            return from.read(buffer);
        } catch (IOException e) {
            log.debug("An answer broke off: {}", e.toString());
            return null;
        }
    }

    /** Half an answer must not look like a whole one. */
    private void broken(HttpServletRequest outside, HttpServletResponse to) throws IOException {
        if (to.isCommitted()) {
            BrokenAnswers.mark(outside);
            return;
        }
        to.reset();
        refusals.answer(to, ProblemType.UNAVAILABLE, "A part of the system broke off; try again shortly.");
    }

    private boolean isStalled(long since) {
        return since != NOT_WAITING && System.nanoTime() - since > stallNs;
    }

    private static void close(InputStream from) {
        try {
            from.close();
        } catch (IOException e) {
            log.debug("A body would not close: {}", e.toString());
        }
    }
}
