package metro.cctv.registry.secret;

import java.util.List;

/** Keeps master keys, each known by its id, and wraps data keys with them. Files here, a key service elsewhere. */
interface MasterKeys {
    int DATA_KEY_BYTES = 32;

    /** The key that wraps from now on; looks for new ones. */
    String newestId();

    boolean knows(String masterKeyId);

    WrappedKey wrap(byte[] dataKey);

    /** @throws KeyRefused when the key is not here, is another one, or the bytes were changed */
    byte[] unwrap(WrappedKey wrapped);

    /** The same data keys under the newest master key, in the same order; no data key need leave the keeper for it. */
    List<WrappedKey> rewrap(List<WrappedKey> wrapped);
}
