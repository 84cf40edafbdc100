package metro.cctv.ingest;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;

/** Makes missing topics when Kafka is there. Recording does not wait for it. */
final class TopicsInBackground implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(TopicsInBackground.class);
    private static final long RETRY_SECONDS = 5;

    private final KafkaAdmin admin;
    private volatile @Nullable Thread thread;

    TopicsInBackground(KafkaAdmin admin) {
        this.admin = admin;
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().daemon().name("topics").start(this::make);
    }

    @Override
    public void stop() {
        Thread making = thread;
        if (making != null) making.interrupt();
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void make() {
        try {
            while (!made()) TimeUnit.SECONDS.sleep(RETRY_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean made() {
        try {
            return admin.initialize();
        } catch (RuntimeException e) {
            log.debug("topics cannot be made now: {}", e.toString());
            return false;
        }
    }
}
