package metro.cctv.ingest.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import metro.cctv.store.Disk;

/**
 * Where this process has recorded before, kept in its state folder. A mount point without its disk is an empty folder, and must
 * not be taken for a new disk: recordings would lie beneath the mount, and the empty folder would prove destructions.
 */
final class KnownDisks {
    private final Path folder;
    private final Disk disk;

    KnownDisks(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    boolean has(Path root) {
        return Files.exists(note(root));
    }

    void remember(Path root) throws IOException {
        if (has(root)) return;
        try {
            disk.createFolders(folder);
            disk.write(note(root), root.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StateException(e);
        }
    }

    private Path note(Path root) {
        return folder.resolve(UUID.nameUUIDFromBytes(root.toString().getBytes(StandardCharsets.UTF_8)) + ".disk");
    }
}
