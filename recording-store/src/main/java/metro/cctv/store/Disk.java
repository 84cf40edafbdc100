package metro.cctv.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * What is done to a disk that recordings are written to. Files are there after a power cut when they were synced, and their
 * folder after them. The steps are methods of their own, so that a test may refuse one, or forget what was not synced.
 */
public class Disk {
    /** A new file. */
    public FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    public void append(Path file, FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) channel.write(bytes);
    }

    /** Its bytes are on disk, its name may not be yet. */
    public void sync(Path file, FileChannel channel) throws IOException {
        channel.force(true);
    }

    /** The names in it are on disk. */
    public void syncFolder(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** At once or not at all; replaces what has that name. Within one file system. */
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    public void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
    }

    /** Again is no error. */
    public void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** May be gone after a power cut. */
    public void jot(Path file, byte[] content) throws IOException {
        Files.write(file, content);
    }

    /** Beyond what is left for others; of the whole file system. */
    public long usableBytes(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** The file as a whole, or as it was before. */
    public final void write(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        remove(fresh);
        try (var out = create(fresh)) {
            append(fresh, out, ByteBuffer.wrap(content));
            sync(fresh, out);
        }
        move(fresh, file);
    }

    public final void move(Path from, Path to) throws IOException {
        rename(from, to);
        syncFolderOf(to);
    }

    public final void syncFolderOf(Path file) throws IOException {
        syncFolder(above(file));
    }

    /** Missing folders are made. */
    public final void moveInto(Path from, Path to) throws IOException {
        createFolders(above(to));
        move(from, to);
    }

    /** Creates what is missing, each level made durable in its parent. */
    public final void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) return;
        Path parent = above(folder);
        createFolders(parent);
        makeFolder(folder);
        syncFolder(parent);
    }

    private static Path above(Path path) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null) throw new IOException(path + " has no folder");
        return parent;
    }
}
