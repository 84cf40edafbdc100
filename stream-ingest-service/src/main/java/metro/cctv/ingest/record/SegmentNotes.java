package metro.cctv.ingest.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.store.Disk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closed segments that something must still be done with, each a small file, in order, over restarts and power cuts. */
final class SegmentNotes {
    private static final Logger log = LoggerFactory.getLogger(SegmentNotes.class);
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final Disk disk;
    private final ConcurrentSkipListSet<String> waiting = new ConcurrentSkipListSet<>();
    private final AtomicLong lastNumber = new AtomicLong();

    SegmentNotes(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
        try {
            disk.createFolders(folder);
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(SUFFIX))
                        .forEach(waiting::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the notes of closed segments cannot be read: " + folder, e);
        }
    }

    /** How many wait. */
    int size() {
        return waiting.size();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Of a note that comes after all before it. */
    String nextName(SegmentClosed segment) {
        long micros = System.currentTimeMillis() * 1000;
        long number = lastNumber.updateAndGet(last -> Math.max(last + 1, micros));
        return "%020d-%s%s".formatted(number, segment.segmentId(), SUFFIX);
    }

    /** Returns when the note survives a power cut. */
    void add(SegmentClosed segment) throws IOException {
        add(nextName(segment), segment);
    }

    void add(String name, SegmentClosed segment) throws IOException {
        disk.write(folder.resolve(name), EventJson.MAPPER.writeValueAsBytes(segment));
        waiting.add(name);
    }

    /** The oldest, in order. */
    List<String> first(int most) {
        return waiting.stream().limit(most).toList();
    }

    /** @return empty when it is no note: it was set aside and waits no more */
    Optional<SegmentClosed> read(String name) throws IOException {
        try {
            return Optional.of(
                    EventJson.MAPPER.readValue(Files.readAllBytes(folder.resolve(name)), SegmentClosed.class));
        } catch (NoSuchFileException e) {
            log.error("{} is gone, its segment stays as it is", name);
            waiting.remove(name);
            return Optional.empty();
        } catch (tools.jackson.core.JacksonException e) {
            log.error("{} is no announcement and is set aside: {}", name, e.getMessage());
            setAside(name, ".unreadable");
            return Optional.empty();
        }
    }

    /** It waits no more and stays for a person to look at. */
    void setAside(String name, String why) throws IOException {
        disk.rename(folder.resolve(name), folder.resolve(name + why));
        waiting.remove(name);
    }

    /** To where its like go now; under its own name, so that their order stays. */
    void moveTo(SegmentNotes other, String name) throws IOException {
        disk.move(folder.resolve(name), other.folder.resolve(name));
        other.waiting.add(name);
        waiting.remove(name);
    }

    void remove(String name) throws IOException {
        disk.remove(folder.resolve(name));
        waiting.remove(name);
    }
}
