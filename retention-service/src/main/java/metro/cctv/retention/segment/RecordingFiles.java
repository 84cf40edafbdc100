package metro.cctv.retention.segment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import metro.cctv.retention.RetentionProperties;
import org.springframework.stereotype.Component;

/**
 * The recordings' folder. The only place that turns a name into a path: nothing outside the root, no symbolic link on
 * the way, no second name for the same bytes (a hard link would outlive their destruction).
 */
@Component
public class RecordingFiles {
    private final Path root;

    RecordingFiles(RetentionProperties retention) {
        this.root = retention.recordingsRoot().toAbsolutePath().normalize();
    }

    /**
     * @return the file if it is there, whole and where its name says
     * @throws IllegalArgumentException when the name leads somewhere else
     */
    public Optional<Path> find(Segment segment) {
        Path path = pathOf(segment.objectKey());
        try {
            Path real = path.toRealPath();
            if (!real.equals(root.toRealPath().resolve(segment.objectKey())))
                throw new IllegalArgumentException("recording " + segment.id() + ": a link on its way");
            BasicFileAttributes is = Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!is.isRegularFile())
                throw new IllegalArgumentException("recording " + segment.id() + ": no plain file");
            if ((Integer) Files.getAttribute(real, "unix:nlink", LinkOption.NOFOLLOW_LINKS) != 1)
                throw new IllegalArgumentException("recording " + segment.id() + ": it has a second name");
            return is.size() == segment.bytes() ? Optional.of(real) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unlinks what has this name, be it a file or a link, and never what a link points to. Again is no error. */
    public void destroy(Set<String> objectKeys) {
        Set<Path> folders = new LinkedHashSet<>();
        try {
            for (String key : objectKeys) {
                Path path = pathOf(key);
                Path folder = path.getParent();
                if (folder == null || !Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) continue;
                if (!folder.toRealPath().equals(root.toRealPath().resolve(root.relativize(folder))))
                    throw new IllegalArgumentException("recording " + key + ": its folder lies elsewhere");
                Files.deleteIfExists(path);
                folders.add(folder);
            }
            for (Path folder : folders) {
                sync(folder);
                removeIfEmpty(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("recordings could not be destroyed", e);
        }
    }

    /** Every finished recording below the root; what is still being written lies in folders that begin with a dot. */
    public void walk(Consumer<Found> visitor) {
        if (!Files.isDirectory(root)) return;
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) {
                    boolean hidden = !folder.equals(root)
                            && folder.getFileName().toString().startsWith(".");
                    return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                    String key = root.relativize(file).toString();
                    if (key.endsWith(ObjectKeyRule.SUFFIX)
                            && ObjectKeyRule.objection(key).isEmpty())
                        visitor.accept(
                                new Found(key, is.size(), is.lastModifiedTime().toInstant()));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE; // gone meanwhile
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path pathOf(String objectKey) {
        ObjectKeyRule.objection(objectKey).ifPresent(words -> {
            throw new IllegalArgumentException(words);
        });
        Path path = root.resolve(objectKey).normalize();
        if (!path.startsWith(root)) throw new IllegalArgumentException("objectKey: outside the recordings");
        return path;
    }

    /** A deletion survives a power cut only when its folder is on disk. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** A day's folder goes with its last recording; the camera's stays. */
    private void removeIfEmpty(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent == null || folder.equals(root)) return;
        try {
            Files.delete(folder);
            sync(parent);
        } catch (java.nio.file.DirectoryNotEmptyException | NoSuchFileException e) {
            return;
        }
    }

    /** @param objectKey path below the root, "/"-separated */
    public record Found(String objectKey, long bytes, Instant modifiedAt) {}
}
