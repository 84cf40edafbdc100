package metro.cctv.registry.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/** One master key on disk: 32 random bytes that only their owner reads. */
final class KeyFile {
    static final int KEY_BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private KeyFile() {}

    static byte[] read(Path file) {
        try {
            if (!Files.isRegularFile(file))
                throw new IllegalStateException("key file " + file + ": not there, or not a plain file");
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file)))
                throw new IllegalStateException("key file " + file + ": others may read it; chmod 600 it");
            long length = Files.size(file);
            if (length != KEY_BYTES) throw new IllegalStateException("key file " + file + ": 32 bytes, was " + length);
            byte[] key = Files.readAllBytes(file);
            byte[] constant = new byte[KEY_BYTES];
            Arrays.fill(constant, key[0]);
            if (Arrays.equals(key, constant))
                throw new IllegalStateException("key file " + file + ": 32 random bytes, was one byte 32 times");
            return key;
        } catch (IOException e) {
            throw new IllegalStateException("key file " + file + ": cannot be read", e);
        }
    }

    /** Whole or not at all: a torn key would lock every password in. Somebody else's that is there already counts. */
    static void create(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) throw new IllegalStateException("key file: a file, was " + file);
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "key", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            try {
                try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                    out.write(ByteBuffer.wrap(Aead.random(KEY_BYTES)));
                    out.force(true);
                }
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException e) {
                return;
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new IllegalStateException("key file " + file + ": cannot be made", e);
        }
    }
}
