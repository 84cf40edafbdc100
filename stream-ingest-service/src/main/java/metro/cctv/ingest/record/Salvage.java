package metro.cctv.ingest.record;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.recording.SegmentScan;
import metro.cctv.store.Disk;
import metro.cctv.store.FileDigest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After a crash: closes what lay open. The whole fragments of an unfinished file are kept and announced, a cut-off tail is
 * taken off; that needs no key. Doing it twice changes nothing, for the segment keeps its id.
 */
final class Salvage {
    private static final Logger log = LoggerFactory.getLogger(Salvage.class);
    static final String META = ".json";
    static final String PART = ".mp4.part";

    private final Path root;
    private final Disk disk;
    private final Handover handover;

    Salvage(Path root, Disk disk, Handover handover) {
        this.root = root;
        this.disk = disk;
        this.handover = handover;
    }

    /** @return end of the last picture that was saved */
    Optional<Instant> camera(Path openFolder) throws IOException {
        if (!Files.isDirectory(openFolder)) return Optional.empty();
        List<Path> metas;
        try (Stream<Path> files = Files.list(openFolder)) {
            metas = files.filter(file -> file.getFileName().toString().endsWith(META))
                    .sorted()
                    .toList();
        }
        Optional<Instant> latest = Optional.empty();
        for (Path meta : metas) {
            Optional<Instant> end = segment(meta);
            if (end.isPresent() && (latest.isEmpty() || end.get().isAfter(latest.get()))) latest = end;
        }
        return latest;
    }

    private Optional<Instant> segment(Path metaFile) throws IOException {
        OpenSegment meta;
        try {
            meta = EventJson.MAPPER.readValue(Files.readAllBytes(metaFile), OpenSegment.class);
        } catch (tools.jackson.core.JacksonException e) {
            log.error("{} cannot be read, its segment stays unannounced: {}", metaFile, e.getMessage());
            disk.rename(metaFile, metaFile.resolveSibling(metaFile.getFileName() + ".unreadable"));
            return Optional.empty();
        }
        Path part = metaFile.resolveSibling(metaFile.getFileName().toString().replace(META, PART));
        Path target = meta.fileBelow(root);
        Path file = Files.exists(part) ? part : target;
        Optional<Instant> end = Files.exists(file) ? announce(meta, file, target) : Optional.empty();
        disk.remove(metaFile);
        return end;
    }

    private Optional<Instant> announce(OpenSegment meta, Path file, Path target) throws IOException {
        SegmentScan scan;
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            scan = SegmentScan.of(channel);
            if (scan.goodBytes() > 0 && scan.goodBytes() < channel.size()) channel.truncate(scan.goodBytes());
            disk.sync(file, channel);
        }
        if (scan.goodBytes() == 0) {
            disk.remove(file);
            return Optional.empty();
        }
        // Also where it lies at its place already: a crash may have been faster than the folder.
        if (file.equals(target)) disk.syncFolderOf(target);
        else disk.moveInto(file, target);
        Instant end = Instant.EPOCH.plus(scan.endMicros(), ChronoUnit.MICROS);
        handover.add(meta.closed(
                end, scan.goodBytes(), scan.plainBytes(), HexFormat.of().formatHex(FileDigest.of(target, "SHA-256"))));
        log.info("Salvaged {}: {} bytes until {}", meta.objectKey(), scan.goodBytes(), end);
        return Optional.of(end);
    }
}
