package metro.cctv.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A folder on a disk. Whoever reads or destroys turns a key into a path here: nothing outside the root, no symbolic link on the
 * way, no second name for the same bytes (a hard link would outlive their destruction).
 */
public final class LocalVolume implements Volume {
    /**
     * What is not whole lies below this folder, which the writer makes. A root without it is a disk that is not mounted: an
     * empty folder must not prove that something was destroyed.
     */
    public static final String OPEN = ".open";

    private final Path root;
    private final Disk disk;

    public LocalVolume(Path root, Disk disk) {
        this.root = root.toAbsolutePath().normalize();
        this.disk = disk;
    }

    @Override
    public String name() {
        return root.toString();
    }

    public Path root() {
        return root;
    }

    /** The file must lie on the same file system; it is synced already. */
    @Override
    public void put(String key, Path whole) throws IOException {
        Path path = pathOf(key);
        if (!isMounted()) throw away();
        disk.moveInto(whole, path);
    }

    @Override
    public Optional<Stored> find(String key) throws IOException {
        Path path = pathOf(key);
        if (!isMounted()) throw away();
        try {
            Path real = path.toRealPath();
            if (!real.equals(root.toRealPath().resolve(key)))
                throw new IllegalArgumentException("recording " + key + ": a link on its way");
            BasicFileAttributes is = Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!is.isRegularFile()) throw new IllegalArgumentException("recording " + key + ": no plain file");
            if (hasSecondName(real)) throw new IllegalArgumentException("recording " + key + ": it has a second name");
            return Optional.of(stored(key, is));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public SeekableByteChannel open(String key) throws IOException {
        if (find(key).isEmpty()) throw new NoSuchFileException(key);
        return FileChannel.open(pathOf(key), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    /** What is still being written lies in folders that begin with a dot. */
    @Override
    public void walk(Consumer<Stored> visitor) throws IOException {
        if (!isMounted()) throw away();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) {
                boolean hidden =
                        !folder.equals(root) && folder.getFileName().toString().startsWith(".");
                return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                String key = root.relativize(file).toString();
                if (key.endsWith(ObjectKeyRule.SUFFIX)
                        && ObjectKeyRule.objection(key).isEmpty()) visitor.accept(stored(key, is));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                // Gone meanwhile, or a folder of the system's own such as lost+found.
                if (e instanceof NoSuchFileException || e instanceof AccessDeniedException)
                    return FileVisitResult.CONTINUE;
                throw e;
            }
        });
    }

    /**
     * Unlinks what has this name, be it a file or a link, and never what a link points to. What has a second name is left, for its
     * bytes would outlive this one; so is what lies elsewhere. Either keeps no other from its destruction.
     */
    @Override
    public void destroy(Set<String> keys) throws IOException {
        if (keys.isEmpty()) return;
        if (!isMounted()) throw away();
        Set<Path> folders = new LinkedHashSet<>();
        List<String> refused = new ArrayList<>();
        for (Map.Entry<String, Path> one : pathsOf(keys).entrySet()) {
            Path path = one.getValue();
            Path folder = path.getParent();
            if (folder == null || !Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) continue;
            if (!folder.toRealPath().equals(root.toRealPath().resolve(root.relativize(folder))))
                refused.add("recording " + one.getKey() + ": its folder lies elsewhere");
            else if (hasSecondName(path)) refused.add("recording " + one.getKey() + ": it has a second name");
            else {
                disk.remove(path);
                folders.add(folder);
            }
        }
        for (Path folder : folders) {
            // A deletion survives a power cut only when its folder is on disk.
            disk.syncFolder(folder);
            removeIfEmpty(folder);
        }
        if (!refused.isEmpty())
            throw new IllegalArgumentException(refused.size() + " not destroyed: " + refused.getFirst());
    }

    /** @throws IllegalArgumentException before anything is done */
    private Map<String, Path> pathsOf(Set<String> keys) {
        Map<String, Path> paths = new LinkedHashMap<>();
        for (String key : keys) paths.put(key, pathOf(key));
        return paths;
    }

    private static boolean hasSecondName(Path path) throws IOException {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                && (Integer) Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS) != 1;
    }

    private boolean isMounted() {
        return Files.isDirectory(root.resolve(OPEN), LinkOption.NOFOLLOW_LINKS);
    }

    private IOException away() {
        return new IOException("the disk of " + root + " is not there");
    }

    private Path pathOf(String key) {
        ObjectKeyRule.objection(key).ifPresent(words -> {
            throw new IllegalArgumentException(words);
        });
        Path path = root.resolve(key).normalize();
        if (!path.startsWith(root)) throw new IllegalArgumentException("objectKey: outside the recordings");
        return path;
    }

    private static Stored stored(String key, BasicFileAttributes is) {
        return new Stored(key, is.size(), is.lastModifiedTime().toInstant());
    }

    /** A day's folder goes with its last recording; the camera's stays. */
    private void removeIfEmpty(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent == null || folder.equals(root)) return;
        try {
            Files.delete(folder);
            disk.syncFolder(parent);
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            return;
        }
    }
}
