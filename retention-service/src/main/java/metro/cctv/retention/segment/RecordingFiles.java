package metro.cctv.retention.segment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import metro.cctv.retention.RetentionProperties;
import metro.cctv.store.Disk;
import metro.cctv.store.LocalVolume;
import metro.cctv.store.ObjectKeyRule;
import metro.cctv.store.S3Volume;
import metro.cctv.store.Stored;
import metro.cctv.store.Volume;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The recordings, on whichever volume they lie: a key names one recording, wherever it was put or moved to. A volume that is away
 * is never taken for an empty one: what might lie there is neither missing nor destroyed ({@link UncheckedIOException}).
 */
@Component
public class RecordingFiles {
    private final List<Volume> volumes;

    @Autowired
    RecordingFiles(RetentionProperties retention) {
        this(volumes(retention));
    }

    RecordingFiles(List<Volume> volumes) {
        this.volumes = List.copyOf(volumes);
    }

    /** Disks first: what waits there for the bucket is nearer. */
    private static List<Volume> volumes(RetentionProperties retention) {
        List<Volume> all = new ArrayList<>();
        for (Path root : retention.recordingsRoots()) all.add(new LocalVolume(root, new Disk()));
        if (retention.s3().isUsed()) all.add(new S3Volume(retention.s3()));
        return all;
    }

    /** A recording's bytes where they lie; each channel reads from the start. */
    @FunctionalInterface
    public interface Whole {
        SeekableByteChannel open() throws IOException;
    }

    /**
     * @return the recording if it is there, whole and where its name says
     * @throws IllegalArgumentException when the name leads somewhere else, and no volume has the recording
     * @throws UncheckedIOException when it was not found, and a volume is away
     */
    public Optional<Whole> find(Segment segment) {
        IOException away = null;
        IllegalArgumentException elsewhere = null;
        for (Volume volume : volumes) {
            try {
                Optional<Stored> found = volume.find(segment.objectKey());
                if (found.isPresent() && found.get().bytes() == segment.bytes())
                    return Optional.of(() -> volume.open(segment.objectKey()));
            } catch (IOException e) {
                away = e;
            } catch (IllegalArgumentException e) {
                elsewhere = e;
            }
        }
        if (away != null) throw new UncheckedIOException(away.getMessage(), away);
        if (elsewhere != null) throw elsewhere;
        return Optional.empty();
    }

    /**
     * On every volume: a copy that somebody moved or that came back must not outlive it. Again is no error. One that cannot be
     * destroyed keeps no other from it.
     *
     * @throws IllegalArgumentException when a name leads somewhere else: the others were destroyed
     * @throws UncheckedIOException when one of them is or may be left
     */
    public void destroy(Set<String> objectKeys) {
        IOException failed = null;
        Optional<String> elsewhere = objectKeys.stream()
                .flatMap(key -> ObjectKeyRule.objection(key).stream())
                .findAny();
        Set<String> plain = objectKeys.stream()
                .filter(key -> ObjectKeyRule.objection(key).isEmpty())
                .collect(Collectors.toSet());
        for (Volume volume : volumes) {
            try {
                volume.destroy(plain);
            } catch (IOException e) {
                failed = e;
            } catch (IllegalArgumentException e) {
                elsewhere = Optional.of(String.valueOf(e.getMessage()));
            }
        }
        if (failed != null)
            throw new UncheckedIOException("recordings could not be destroyed: " + failed.getMessage(), failed);
        if (elsewhere.isPresent()) throw new IllegalArgumentException(elsewhere.get());
    }

    /** Every finished recording. @throws UncheckedIOException when a volume is away: the others were shown */
    public void walk(Consumer<Stored> visitor) {
        IOException away = null;
        for (Volume volume : volumes) {
            try {
                volume.walk(visitor);
            } catch (IOException e) {
                away = e;
            }
        }
        if (away != null) throw new UncheckedIOException(away.getMessage(), away);
    }
}
