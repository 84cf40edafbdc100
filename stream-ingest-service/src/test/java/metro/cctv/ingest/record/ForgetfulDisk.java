package metro.cctv.ingest.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import metro.cctv.store.Disk;

/**
 * Works on a real folder and keeps, before every step, what a power cut would leave of it. Content is safe when its file was
 * synced, a name when its folder was. Nothing is written through for real: the tests that use it pull no plugs.
 */
final class ForgetfulDisk extends Disk {
    private final Path folder;
    /** Of files that were synced, by name now; a rename takes it along. */
    private final Map<Path, byte[]> synced = new HashMap<>();
    /** Names that are safe, and the content that they are safe with. */
    private final Map<Path, byte[]> names = new HashMap<>();

    private final List<PowerCut> cuts = new ArrayList<>();

    /**
     * What is left.
     *
     * @param before the step that was not done any more
     * @param strict only what was synced
     * @param eager all names as they were, content only where it was synced: a file system that writes names first
     * @param killed all as it was: only the process died
     */
    record PowerCut(String before, Map<Path, byte[]> strict, Map<Path, byte[]> eager, Map<Path, byte[]> killed) {}

    ForgetfulDisk(Path folder) {
        this.folder = folder;
    }

    List<PowerCut> cuts() {
        return cuts;
    }

    void cut(String before) throws IOException {
        Map<Path, byte[]> eager = new HashMap<>();
        Map<Path, byte[]> killed = new HashMap<>();
        try (var all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path name = folder.relativize(file);
                killed.put(name, Files.readAllBytes(file));
                eager.put(name, synced.getOrDefault(file, new byte[0]));
            }
        }
        Map<Path, byte[]> strict = new HashMap<>();
        names.forEach((file, content) -> strict.put(folder.relativize(file), content));
        cuts.add(new PowerCut(before, strict, eager, killed));
    }

    @Override
    public FileChannel create(Path file) throws IOException {
        cut("create " + file.getFileName());
        return super.create(file);
    }

    @Override
    public void append(Path file, FileChannel channel, ByteBuffer bytes) throws IOException {
        cut("append to " + file.getFileName());
        super.append(file, channel, bytes);
    }

    @Override
    public void sync(Path file, FileChannel channel) throws IOException {
        cut("sync " + file.getFileName());
        byte[] content = Files.readAllBytes(file);
        synced.put(file, content);
        names.computeIfPresent(file, (name, old) -> content);
    }

    @Override
    public void syncFolder(Path of) throws IOException {
        cut("sync folder " + folder.relativize(of));
        names.keySet().removeIf(name -> of.equals(name.getParent()) && !Files.exists(name));
        try (var all = Files.list(of)) {
            for (Path file : all.filter(Files::isRegularFile).toList())
                names.put(file, synced.getOrDefault(file, new byte[0]));
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        cut("rename to " + to.getFileName());
        super.rename(from, to);
        byte[] content = synced.remove(from);
        if (content == null) synced.remove(to);
        else synced.put(to, content);
    }

    @Override
    public void remove(Path file) throws IOException {
        cut("remove " + file.getFileName());
        super.remove(file);
        synced.remove(file);
    }

    @Override
    public void jot(Path file, byte[] content) throws IOException {
        cut("jot " + file.getFileName());
        super.jot(file, content);
        synced.remove(file);
    }
}
