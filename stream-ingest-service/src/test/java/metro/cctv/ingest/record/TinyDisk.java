package metro.cctv.ingest.record;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own and of a few megabytes, in memory. Mounting takes root: without it the test is left out, and says so. */
final class TinyDisk implements AutoCloseable {
    private final Path folder;

    private TinyDisk(Path folder) {
        this.folder = folder;
    }

    static TinyDisk mounted(Path folder, int kib) throws Exception {
        Files.createDirectories(folder);
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + kib + "k", "tmpfs", folder.toString());
        assumeTrue(mounted, "left out: no file system can be mounted here");
        return new TinyDisk(folder);
    }

    /** Whether it takes writes. */
    void writable(boolean now) throws Exception {
        if (!run("mount", "-o", "remount," + (now ? "rw" : "ro"), folder.toString()))
            throw new IOException("the disk could not be remounted; is a file still open for writing?");
    }

    /** Lazily: a file that a failed test left open must not keep the folder for ever. */
    @Override
    public void close() throws Exception {
        run("umount", "-l", folder.toString());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
