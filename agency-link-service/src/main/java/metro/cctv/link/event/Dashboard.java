package metro.cctv.link.event;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import metro.cctv.chassis.door.Caller;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One connected dashboard with its own queue and thread: a slow one is cut and holds up nobody. */
class Dashboard {
    private static final Logger log = LoggerFactory.getLogger(Dashboard.class);
    private static final MediaType JSON_TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final Caller caller;
    private final EventProperties properties;
    private final BlockingQueue<Push> waiting;
    private final SseEmitter emitter = new SseEmitter(0L);
    private volatile boolean cut;

    Dashboard(Caller caller, EventProperties properties) {
        this.caller = caller;
        this.properties = properties;
        this.waiting = new ArrayBlockingQueue<>(properties.queueLength());
    }

    /**
     * @param audience who of those connected hears it
     * @param json one line
     */
    record Push(String name, Predicate<Caller> audience, String json) {}

    SseEmitter emitter() {
        return emitter;
    }

    void offer(Push push) {
        if (push.audience().test(caller) && !waiting.offer(push)) cut();
    }

    void cut() {
        cut = true;
    }

    /** Until the client goes, is cut, or its time is over. */
    void run() {
        long endNs = System.nanoTime() + properties.cutAfter().toNanos();
        try {
            emitter.send(SseEmitter.event().comment("connected"));
            long quietNs = System.nanoTime();
            while (!cut && System.nanoTime() < endNs) {
                @Nullable Push next = waiting.poll(250, TimeUnit.MILLISECONDS);
                if (next != null)
                    emitter.send(SseEmitter.event().name(next.name()).data(next.json(), JSON_TEXT));
                else if (System.nanoTime() - quietNs >= properties.heartbeat().toNanos())
                    emitter.send(SseEmitter.event().comment("alive"));
                else continue;
                quietNs = System.nanoTime();
            }
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            log.debug("A dashboard went away: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            emitter.complete();
        }
    }
}
