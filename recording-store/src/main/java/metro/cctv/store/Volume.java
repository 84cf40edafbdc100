package metro.cctv.store;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One place where whole recordings lie under their keys. Every way in throws {@link IOException} when the place is away, which is
 * never the same as "not there", and {@link IllegalArgumentException} when a name leads somewhere else. What is stored is
 * sealed already: a volume holds no key.
 */
public interface Volume {
    /** For logs and health; no secrets in it. */
    String name();

    /**
     * Takes a whole file over. When this returns the recording survives a power cut here, and {@code whole} is gone. Again with
     * the same bytes is no error.
     */
    void put(String key, Path whole) throws IOException;

    /** Empty: there is none. */
    Optional<Stored> find(String key) throws IOException;

    /**
     * To be read from any position, by one thread.
     *
     * @throws java.nio.file.NoSuchFileException there is none
     */
    SeekableByteChannel open(String key) throws IOException;

    /** Every recording once. What comes or goes meanwhile may be missing. */
    void walk(Consumer<Stored> visitor) throws IOException;

    /**
     * When this returns none of them can be read here any more, in no older version either. Again is no error. One that cannot be
     * destroyed keeps no other from it where the names are good.
     *
     * @throws IllegalArgumentException a name leads somewhere else, or its bytes have a second name here and would outlive it
     */
    void destroy(Set<String> keys) throws IOException;
}
