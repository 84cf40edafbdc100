package metro.cctv.registry.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Master keys in files. A folder holds several, {@code NAME.key} each; the last name in the order of the alphabet wraps, so
 * names begin with a date ({@code 2026-11-22.key}). One file alone is known by a fingerprint of its content.
 */
final class FileKeys implements MasterKeys {
    private static final String SUFFIX = ".key";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final byte[] NAMING = "cctv/master-key-name/1".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    private final Supplier<NavigableMap<String, byte[]>> reader;
    private volatile NavigableMap<String, byte[]> keys;

    private FileKeys(Supplier<NavigableMap<String, byte[]>> reader) {
        this.reader = reader;
        this.keys = reader.get();
    }

    static FileKeys single(Path file) {
        byte[] key = KeyFile.read(file);
        NavigableMap<String, byte[]> one = new TreeMap<>();
        one.put("file-" + HexFormat.of().formatHex(Hkdf.hmac(key, NAMING), 0, 4), key);
        return new FileKeys(() -> one);
    }

    /** Read again whenever a key is looked for that is not known: a new one needs no restart. */
    static FileKeys folder(Path folder) {
        return new FileKeys(() -> readFolder(folder));
    }

    @Override
    public String newestId() {
        keys = reader.get();
        return keys.lastKey();
    }

    @Override
    public boolean knows(String masterKeyId) {
        if (!keys.containsKey(masterKeyId)) keys = reader.get();
        return keys.containsKey(masterKeyId);
    }

    @Override
    public WrappedKey wrap(byte[] dataKey) {
        var newest = keys.lastEntry();
        return wrap(newest.getKey(), newest.getValue(), dataKey);
    }

    @Override
    public byte[] unwrap(WrappedKey wrapped) {
        String id = wrapped.masterKeyId();
        if (!knows(id)) throw KeyRefused.lasting("master key \"" + id + "\" is not here");
        try {
            return Aead.open(Objects.requireNonNull(keys.get(id)), boundTo(id), wrapped.bytes());
        } catch (GeneralSecurityException e) {
            throw KeyRefused.lasting("master key \"" + id + "\" does not fit: another key under that name?");
        }
    }

    @Override
    public List<WrappedKey> rewrap(List<WrappedKey> wrapped) {
        var newest = keys.lastEntry();
        List<WrappedKey> fresh = new ArrayList<>(wrapped.size());
        for (WrappedKey one : wrapped) {
            byte[] dataKey = unwrap(one);
            fresh.add(wrap(newest.getKey(), newest.getValue(), dataKey));
            Arrays.fill(dataKey, (byte) 0);
        }
        return fresh;
    }

    private static WrappedKey wrap(String id, byte[] key, byte[] dataKey) {
        return new WrappedKey(id, Aead.seal(key, boundTo(id), dataKey));
    }

    private static String boundTo(String id) {
        return "cctv/data-key/1 " + id;
    }

    private static NavigableMap<String, byte[]> readFolder(Path folder) {
        NavigableMap<String, byte[]> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString();
                String id = name.substring(0, name.length() - SUFFIX.length());
                if (!NAME.matcher(id).matches())
                    throw new IllegalStateException("key file " + file + ": a name of a-z, 0-9 and '-'");
                byte[] key = KeyFile.read(file);
                for (var other : found.entrySet())
                    if (Arrays.equals(other.getValue(), key))
                        throw new IllegalStateException(
                                "key files " + other.getKey() + " and " + id + ": the same key under two names");
                found.put(id, key);
            }
        } catch (IOException e) {
            throw new IllegalStateException("key folder " + folder + ": cannot be read", e);
        }
        if (found.isEmpty()) throw new IllegalStateException("key folder " + folder + ": holds no NAME.key");
        return found;
    }
}
