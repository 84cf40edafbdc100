package metro.cctv.link.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.agency.AgencyProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** An agency reads its own events: by polling with a cursor, or as a stream that begins after one. */
@RestController
@RequestMapping("/api/link/feed")
class FeedController {
    private static final Logger log = LoggerFactory.getLogger(FeedController.class);
    private static final long HEARTBEAT_NS = Duration.ofSeconds(15).toNanos();
    /** The caller's right is looked at again by then: the client comes back with a new token. */
    private static final long CUT_NS = Duration.ofMinutes(10).toNanos();

    private static final int BATCH = 200;

    private final AgencyFeed feed;
    private final FeedBell bell;
    private final AgencyProperties agencies;
    private final Semaphore places = new Semaphore(200);

    FeedController(AgencyFeed feed, FeedBell bell, AgencyProperties agencies) {
        this.feed = feed;
        this.bell = bell;
        this.agencies = agencies;
    }

    /** @param next give it as {@code after} next time; the same as before while nothing is new */
    record FeedPage(List<AgencyEvent> items, @Nullable String next) {}

    @GetMapping
    FeedPage read(
            Caller caller,
            @RequestParam(defaultValue = "0") String after,
            @RequestParam(defaultValue = "100") int limit) {
        List<AgencyEvent> items = feed.after(agency(caller), cursor(after), Math.clamp(limit, 1, 500));
        return new FeedPage(items, items.isEmpty() ? after : items.getLast().id());
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(
            Caller caller,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        String agency = agency(caller);
        String begin = lastEventId != null ? lastEventId : after;
        long cursor = begin == null ? 0 : cursor(begin);
        if (!places.tryAcquire())
            throw new ProblemException(ProblemType.UNAVAILABLE, "Too many open streams; poll the feed instead.");
        var emitter = new SseEmitter(0L);
        Thread.ofVirtual().name("feed-" + agency).start(() -> {
            try {
                follow(emitter, agency, cursor);
            } finally {
                places.release();
            }
        });
        return emitter;
    }

    private void follow(SseEmitter emitter, String agency, long begin) {
        try (FeedBell.Ear ear = bell.listen(agency)) {
            // Else the reader waits for the answer's head until something happens.
            emitter.send(SseEmitter.event().comment("connected"));
            long cursor = begin;
            // The headers go out with the first bytes: a reader must not wait for news to know that it listens.
            emitter.send(SseEmitter.event().comment("listening"));
            long cutNs = System.nanoTime() + CUT_NS;
            long heartbeatNs = System.nanoTime();
            while (bell.isRunning() && System.nanoTime() < cutNs) {
                List<AgencyEvent> news = feed.after(agency, cursor, BATCH);
                for (AgencyEvent event : news) {
                    emitter.send(
                            SseEmitter.event().id(event.id()).name(event.type()).data(event));
                    cursor = Long.parseLong(event.id());
                }
                if (!news.isEmpty()) heartbeatNs = System.nanoTime();
                if (System.nanoTime() - heartbeatNs >= HEARTBEAT_NS) {
                    emitter.send(SseEmitter.event().comment("alive"));
                    heartbeatNs = System.nanoTime();
                }
                if (news.size() < BATCH) ear.await();
            }
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            log.debug("A feed's reader went away: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            emitter.complete();
        } catch (RuntimeException e) {
            log.warn("The feed of {} stops; its reader comes back: {}", agency, e.getMessage());
            emitter.complete();
        }
    }

    /** The caller's own agency, never one it names. */
    private String agency(Caller caller) {
        String agency = caller.agency();
        if (agency == null
                || agencies.partners().get(agency) == null
                || agencies.partner(agency).role() != caller.role())
            throw new ProblemException(ProblemType.FORBIDDEN, "The feed is for linked agencies.");
        return agency;
    }

    private static long cursor(String text) {
        try {
            return Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("after: an event's id", e);
        }
    }
}
