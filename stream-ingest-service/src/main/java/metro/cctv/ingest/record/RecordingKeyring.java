package metro.cctv.ingest.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.recording.RecordingKey;
import metro.cctv.store.Disk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.type.TypeReference;

/**
 * The public keys that recordings are sealed for. Retention hands them out for many days ahead and they are kept on disk, so
 * recording goes on while retention is away for as long as those days reach, and under the newest key after that.
 */
public final class RecordingKeyring implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RecordingKeyring.class);
    private static final long ASK_AGAIN_S = 600;
    private static final long ASK_AGAIN_WHEN_SHORT_S = 2;
    /** Fewer days in hand are told. */
    private static final int ENOUGH_DAYS = 3;

    private static final TypeReference<List<RecordingKey>> KEYS = new TypeReference<>() {};

    private final Path state;
    private final Path cache;
    private final Disk disk = new Disk();
    private final Source source;
    private final Clock clock;
    private final Map<String, NavigableMap<LocalDate, RecordingKey>> keys = new ConcurrentHashMap<>();
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private final Semaphore work = new Semaphore(1);
    private volatile boolean running = true;
    private volatile boolean complained;

    /** Where keys come from. */
    @FunctionalInterface
    public interface Source {
        /** @throws RuntimeException when it is away */
        List<RecordingKey> keysOf(String districtCode);
    }

    public RecordingKeyring(Path stateFolder, Source source, Clock clock) {
        this.state = stateFolder;
        this.cache = stateFolder.resolve("recording-keys.json");
        this.source = source;
        this.clock = clock;
        read();
        Thread.ofPlatform().daemon().name("recording-keys").start(this::ask);
    }

    /** Of that day; failing that, the newest there is: a picture under an old key is better than none. */
    Optional<RecordingKey> find(String districtCode, Instant at) {
        if (wanted.add(districtCode)) work.release();
        NavigableMap<LocalDate, RecordingKey> days = keys.get(districtCode);
        if (days == null || days.isEmpty()) return Optional.empty();
        LocalDate day = at.atZone(ZoneOffset.UTC).toLocalDate();
        RecordingKey exact = days.get(day);
        return Optional.of(exact != null ? exact : days.lastEntry().getValue());
    }

    /** Not by an interrupt: that would tear the file it may be writing. */
    @Override
    public void close() {
        running = false;
        work.release();
    }

    private void ask() {
        try {
            while (running) {
                long seconds = refresh() ? ASK_AGAIN_S : ASK_AGAIN_WHEN_SHORT_S;
                if (work.tryAcquire(seconds, TimeUnit.SECONDS)) work.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether every district's key of today is known */
    private boolean refresh() {
        boolean changed = false;
        boolean complete = true;
        for (String district : wanted) {
            try {
                NavigableMap<LocalDate, RecordingKey> days = new TreeMap<>();
                for (RecordingKey key : source.keysOf(district))
                    if (key.districtCode().equals(district)) days.put(key.day(), key);
                changed |= !days.isEmpty() && !days.equals(keys.put(district, days));
            } catch (RuntimeException e) {
                complete &= complain(district, e);
            }
        }
        if (changed) write();
        if (complete) complained = false;
        return complete;
    }

    private boolean complain(String district, RuntimeException e) {
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        NavigableMap<LocalDate, RecordingKey> days = keys.get(district);
        boolean hasToday = days != null && days.containsKey(today);
        boolean runsShort = days == null || !days.containsKey(today.plusDays(ENOUGH_DAYS));
        if (runsShort && !complained) {
            complained = true;
            log.error(
                    "{}: retention gives no recording keys ({}); {}",
                    district,
                    e.getMessage(),
                    days == null ? "RECORDING WAITS for the first" : "recorded under those in hand");
        }
        return hasToday;
    }

    private void read() {
        if (!Files.exists(cache)) return;
        try {
            for (RecordingKey key : EventJson.MAPPER.readValue(Files.readAllBytes(cache), KEYS))
                keys.computeIfAbsent(key.districtCode(), d -> new TreeMap<>()).put(key.day(), key);
        } catch (IOException | tools.jackson.core.JacksonException e) {
            log.warn("The recording keys in hand cannot be read, retention is asked anew: {}", e.getMessage());
        }
    }

    private void write() {
        List<RecordingKey> all = new ArrayList<>();
        keys.values().forEach(days -> all.addAll(days.values()));
        all.sort(Comparator.comparing(RecordingKey::keyId));
        try {
            disk.createFolders(state);
            disk.write(cache, EventJson.MAPPER.writeValueAsBytes(all));
        } catch (IOException e) {
            log.warn("Recording keys cannot be kept on disk, a restart needs retention: {}", e.getMessage());
        }
    }
}
