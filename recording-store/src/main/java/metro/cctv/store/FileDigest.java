package metro.cctv.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest of something that may be larger than memory. */
public final class FileDigest {
    private static final int BLOCK_BYTES = 256 * 1024;

    private FileDigest() {}

    /** @param algorithm one that every Java has: "MD5", "SHA-256" */
    public static byte[] of(Path file, String algorithm) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in, algorithm);
        }
    }

    static byte[] of(InputStream in, String algorithm) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] block = new byte[BLOCK_BYTES];
            for (int read = in.read(block); read >= 0; read = in.read(block)) digest.update(block, 0, read);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
