package metro.cctv.ingest.line;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.health.StreamHealthChanged;
import metro.cctv.ingest.session.StreamStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells Kafka how each stream is: at every change and once a minute. While Kafka is away the oldest are forgotten: the next
 * minute says it again.
 */
public final class HealthReporter implements Consumer<StreamStatus>, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(HealthReporter.class);
    private static final int MAX_WAITING = 20_000;

    private final EventPublisher events;
    private final Clock clock;
    private final Function<String, @Nullable String> districtOf;
    private final BlockingQueue<StreamHealthChanged> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private volatile boolean running;
    private @Nullable Thread thread;

    public HealthReporter(EventPublisher events, Clock clock, Function<String, @Nullable String> districtOf) {
        this.events = events;
        this.clock = clock;
        this.districtOf = districtOf;
    }

    @Override
    public void accept(StreamStatus status) {
        String district = districtOf.apply(status.cameraId());
        if (district == null) return; // the camera is gone, nobody asks any more
        var event = new StreamHealthChanged(
                UUID.randomUUID(),
                status.cameraId(),
                district,
                status.stream(),
                status.state(),
                status.cause(),
                status.detail(),
                status.since(),
                clock.instant());
        while (!waiting.offer(event)) waiting.poll();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name("health").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        Thread sender = thread;
        if (sender != null) sender.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        boolean troubled = false;
        while (running) {
            try {
                StreamHealthChanged event = waiting.poll(1, TimeUnit.SECONDS);
                if (event == null) continue;
                events.send(Topics.HEALTH, event.cameraId(), event);
                troubled = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (!troubled) log.warn("Camera health cannot be told now: {}", e.toString());
                troubled = true;
            }
        }
    }
}
