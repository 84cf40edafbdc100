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
        return mounted(folder, "size=" + kib + "k");
    }

    /** Hides what lies in the folder and takes no writes, as after a read-only remount. */
    static TinyDisk readOnly(Path folder) throws Exception {
        return mounted(folder, "ro");
    }

    private static TinyDisk mounted(Path folder, String options) throws Exception {
        Files.createDirectories(folder);
        boolean mounted = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
        assumeTrue(mounted, "left out: no file system can be mounted here");
        return new TinyDisk(folder);
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
