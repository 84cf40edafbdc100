package metro.cctv.registry.onvif;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** One call at a time per device (small devices break otherwise), and so many devices at once. */
@Component
class DeviceTurns {
    private final ConcurrentHashMap<InetSocketAddress, Line> lines = new ConcurrentHashMap<>();
    private final Semaphore devices;
    private final Duration patience;

    @Autowired
    DeviceTurns(OnvifProperties onvif) {
        this(onvif.devicesAtOnce(), onvif.callTimeout());
    }

    DeviceTurns(int devicesAtOnce, Duration patience) {
        this.devices = new Semaphore(devicesAtOnce, true);
        this.patience = patience;
    }

    /** Waits for its turn; close it when the call is over. */
    Turn take(InetSocketAddress device) {
        Line line = lines.compute(device, (key, known) -> known == null ? new Line() : known.joined());
        try {
            acquire(line.turn, "Another call to this device still runs; try again.");
            try {
                acquire(devices, "Too many devices are being talked to; try again.");
            } catch (ProblemException e) {
                line.turn.release();
                throw e;
            }
        } catch (ProblemException e) {
            leave(device);
            throw e;
        }
        return () -> {
            devices.release();
            line.turn.release();
            leave(device);
        };
    }

    private void acquire(Semaphore semaphore, String words) {
        try {
            if (semaphore.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(ProblemType.UNAVAILABLE, words);
    }

    private void leave(InetSocketAddress device) {
        lines.computeIfPresent(device, (key, line) -> --line.users == 0 ? null : line);
    }

    int known() {
        return lines.size();
    }

    /** Changed only inside {@link ConcurrentHashMap#compute}. */
    private static final class Line {
        private final Semaphore turn = new Semaphore(1, true);
        private int users = 1;

        Line joined() {
            users++;
            return this;
        }
    }

    @FunctionalInterface
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }
}
