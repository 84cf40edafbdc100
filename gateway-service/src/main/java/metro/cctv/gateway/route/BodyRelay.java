package metro.cctv.gateway.route;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicLong;
import metro.cctv.gateway.access.Passport;
import metro.cctv.gateway.access.Passports;
import metro.cctv.gateway.access.StreamWatch;
import metro.cctv.gateway.settings.GatewayProperties;
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
    private final long stallNs;

    BodyRelay(Passports passports, StreamWatch watch, GatewayProperties gateway) {
        this.passports = passports;
        this.watch = watch;
        this.stallNs = gateway.route().answerWithin().toNanos();
    }

    void relay(HttpResponse<InputStream> answer, Passport passport, HttpServletResponse to) throws IOException {
        boolean endless = answer.headers()
                .firstValue("content-type")
                .filter(type -> type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE))
                .isPresent();
        var waitingSince = new AtomicLong(System.nanoTime());
        try (InputStream from = answer.body();
                var registration = watch.watch(
                        () -> passports.isGood(passport) && (endless || !isStalled(waitingSince.get())),
                        () -> close(from))) {
            if (endless) to.flushBuffer();
            copy(from, to.getOutputStream(), endless, waitingSince);
        }
    }

    private boolean isStalled(long since) {
        return since != NOT_WAITING && System.nanoTime() - since > stallNs;
    }

    private static void copy(InputStream from, OutputStream to, boolean flush, AtomicLong waitingSince)
            throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        while (true) {
            waitingSince.set(System.nanoTime());
            int read = from.read(buffer);
            if (read < 0) return;
            waitingSince.set(NOT_WAITING); // a slow client is Tomcat's to time out
            to.write(buffer, 0, read);
            if (flush) to.flush();
        }
    }

    private static void close(InputStream from) {
        try {
            from.close();
        } catch (IOException e) {
            log.debug("A body would not close: {}", e.getMessage());
        }
    }
}
