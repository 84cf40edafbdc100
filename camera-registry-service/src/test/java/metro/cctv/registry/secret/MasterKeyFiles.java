package metro.cctv.registry.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Key files as city IT would lay them down, and as it should not. */
public final class MasterKeyFiles {
    private MasterKeyFiles() {}

    public static Path fresh(Path file) {
        return write(file, Aead.random(32), "rw-------");
    }

    static Path write(Path file, byte[] bytes, String mode) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(file);
            Files.write(file, bytes);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
