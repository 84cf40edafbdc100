package metro.cctv.gateway.access;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import metro.cctv.gateway.settings.GatewayProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Asks every few seconds, for everything that stays open, whether it still may. */
@Component
public class StreamWatch implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(StreamWatch.class);

    private final Set<Watched> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("stream-watch").factory());

    StreamWatch(GatewayProperties gateway) {
        long everyMs = gateway.route().recheck().toMillis();
        clockwork.scheduleWithFixedDelay(this::recheck, everyMs, everyMs, TimeUnit.MILLISECONDS);
    }

    /**
     * @param mayStay asked on the watch's own thread: quick, no I/O beyond an account look-up
     * @param cut called once, on a thread of its own, when it may not
     * @return to be closed when the stream ends by itself
     */
    public Registration watch(BooleanSupplier mayStay, Runnable cut) {
        var watched = new Watched(mayStay, cut);
        open.add(watched);
        return () -> open.remove(watched);
    }

    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    public void destroy() {
        clockwork.shutdownNow();
    }

    private void recheck() {
        for (Watched watched : open) {
            try {
                if (!watched.mayStay().getAsBoolean() && open.remove(watched))
                    Thread.ofVirtual().name("stream-cut").start(watched.cut());
            } catch (RuntimeException e) {
                log.debug("An open stream could not be rechecked and stays: {}", e.getMessage());
            }
        }
    }

    /** A class, not a record: two streams are never the same. */
    private static final class Watched {
        private final BooleanSupplier mayStay;
        private final Runnable cut;

        Watched(BooleanSupplier mayStay, Runnable cut) {
            this.mayStay = mayStay;
            this.cut = cut;
        }

        BooleanSupplier mayStay() {
            return mayStay;
        }

        Runnable cut() {
            return cut;
        }
    }
}
