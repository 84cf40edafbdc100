package metro.cctv.ingest.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import metro.cctv.store.Disk;
import org.jspecify.annotations.Nullable;

/** Answers EIO to every step below one folder, as a disk that dies does; and says how much room each root has. */
final class FaultyDisk extends Disk {
    private volatile @Nullable Path dead;
    private volatile @Nullable Path full;
    private volatile @Nullable Path mad;

    void dies(@Nullable Path below) {
        dead = below;
    }

    /** What no disk should do: neither an answer nor an error. */
    void goesMad(@Nullable Path below) {
        mad = below;
    }

    /** Nothing but its headroom is left. */
    void isFull(@Nullable Path root) {
        full = root;
    }

    @Override
    public FileChannel create(Path file) throws IOException {
        return super.create(alive(file));
    }

    @Override
    public void append(Path file, FileChannel channel, ByteBuffer bytes) throws IOException {
        super.append(alive(file), channel, bytes);
    }

    @Override
    public void sync(Path file, FileChannel channel) throws IOException {
        super.sync(alive(file), channel);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        super.syncFolder(alive(folder));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        super.rename(alive(from), alive(to));
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        super.makeFolder(alive(folder));
    }

    @Override
    public void remove(Path file) throws IOException {
        super.remove(alive(file));
    }

    @Override
    public void jot(Path file, byte[] content) throws IOException {
        super.jot(alive(file), content);
    }

    @Override
    public long usableBytes(Path folder) throws IOException {
        return folder.equals(full) ? 0 : super.usableBytes(folder);
    }

    private Path alive(Path file) throws IOException {
        if (Optional.ofNullable(mad).filter(file::startsWith).isPresent()) throw new IllegalStateException("mad");
        if (Optional.ofNullable(dead).filter(file::startsWith).isPresent()) throw new IOException("Input/output error");
        return file;
    }
}
