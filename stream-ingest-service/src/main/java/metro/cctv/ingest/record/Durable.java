package metro.cctv.ingest.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are there after a power cut: fsync of the file, then of its folder. */
final class Durable {
    private Durable() {}

    static void write(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try (var out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) out.write(bytes);
            out.force(true);
        }
        move(fresh, file);
    }

    /** Within one file system. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(parent(to));
    }

    /** Within one file system; missing folders are made. */
    static void moveInto(Path from, Path to) throws IOException {
        createFolders(parent(to));
        move(from, to);
    }

    /** Creates what is missing, each level made durable in its parent. */
    static void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) return;
        Path above = parent(folder);
        createFolders(above);
        Files.createDirectories(folder);
        syncFolder(above);
    }

    private static void syncFolder(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path parent(Path path) throws IOException {
        Path above = path.toAbsolutePath().getParent();
        if (above == null) throw new IOException(path + " has no folder");
        return above;
    }
}
