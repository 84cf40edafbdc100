package metro.cctv.retention.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import metro.cctv.contracts.recording.RecordingKey;
import org.springframework.stereotype.Component;

/**
 * One key pair (X25519) for each district and day (UTC), in a file of two lines: public and private half, Base64. Files, not
 * rows: a row lives on in the database's log and backups after it was deleted.
 */
@Component
public class RecordingKeys {
    private static final Pattern DISTRICT = Pattern.compile("[A-Z]{2}-[A-Z0-9]{2,8}");
    private static final Pattern KEY_ID = Pattern.compile("(" + DISTRICT + ")/(\\d{4}-\\d\\d-\\d\\d)(?:/.*)?");
    private static final String KEY = ".key";
    private static final String DESTROYED = ".destroyed";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path folder;
    private final int daysAhead;

    RecordingKeys(RecordingKeyProperties keys) {
        this.folder = keys.folder().toAbsolutePath().normalize();
        this.daysAhead = keys.daysAhead();
    }

    /**
     * From yesterday on; missing ones are made. Two instances on one folder agree: the first file counts.
     *
     * @throws IllegalArgumentException when that is no district's code
     */
    public List<RecordingKey> ahead(String districtCode, LocalDate today) {
        if (!DISTRICT.matcher(districtCode).matches())
            throw new IllegalArgumentException("district: a code like DJ-SEO");
        List<RecordingKey> keys = new ArrayList<>();
        for (int day = -1; day <= daysAhead; day++) keys.add(ensure(districtCode, today.plusDays(day)));
        return keys;
    }

    /** @param keyId of a district's day, or of a camera's below it; empty when it was destroyed */
    public Optional<PrivateKey> find(String keyId) {
        Matcher id = KEY_ID.matcher(keyId);
        if (!id.matches()) return Optional.empty();
        try {
            String line = Files.readAllLines(fileOf(id.group(1), LocalDate.parse(id.group(2))))
                    .get(1);
            return Optional.of(KeyFactory.getInstance("X25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(line))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("recording key " + id.group(1) + "/" + id.group(2), e);
        } catch (GeneralSecurityException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IllegalStateException("recording key file of " + id.group(1) + "/" + id.group(2) + " is damaged");
        }
    }

    /** Keys of days before this one, and those whose destruction was not told yet. */
    public List<DistrictDay> before(LocalDate day) {
        List<DistrictDay> found = new ArrayList<>();
        if (!Files.isDirectory(folder)) return found;
        try (Stream<Path> files = Files.walk(folder, 2)) {
            files.forEach(file -> {
                String name = file.getFileName().toString();
                if (!name.endsWith(KEY) && !name.endsWith(DESTROYED)) return;
                LocalDate its = LocalDate.parse(name.substring(0, 10));
                if (its.isBefore(day))
                    found.add(new DistrictDay(folder.relativize(file).getName(0).toString(), its));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().distinct().toList();
    }

    /** Overwritten, then only an empty file stays until {@link #told}. Again is no error. */
    public void destroy(DistrictDay key) {
        Path file = fileOf(key.districtCode(), key.day());
        try {
            if (!Files.exists(file)) return;
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                byte[] noise = new byte[(int) out.size()];
                new SecureRandom().nextBytes(noise);
                out.write(ByteBuffer.wrap(noise), 0);
                out.force(true);
                out.truncate(0);
                out.force(true);
            }
            Files.move(file, tombstoneOf(key), StandardCopyOption.ATOMIC_MOVE);
            sync(file);
        } catch (IOException e) {
            throw new UncheckedIOException("recording key " + key.keyId() + " could not be destroyed", e);
        }
    }

    /** The ledger knows of its destruction. */
    public void told(DistrictDay key) {
        try {
            Files.deleteIfExists(tombstoneOf(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RecordingKey ensure(String districtCode, LocalDate day) {
        Path file = fileOf(districtCode, day);
        try {
            if (!Files.exists(file)) make(file);
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file)))
                throw new IllegalStateException("recording keys: others may read them; chmod 600 the files");
            return new RecordingKey(districtCode, day, Files.readAllLines(file).getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException("recording keys", e);
        }
    }

    /** Whole or not at all: a torn key would lock a day in. */
    private void make(Path file) throws IOException {
        Path home = Files.createDirectories(file.resolveSibling(".").normalize());
        Path draft = Files.createTempFile(home, "new", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
            Base64.Encoder text = Base64.getEncoder();
            Files.writeString(
                    draft,
                    text.encodeToString(pair.getPublic().getEncoded()) + "\n"
                            + text.encodeToString(pair.getPrivate().getEncoded()) + "\n");
            try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                out.force(true);
            }
            Files.createLink(file, draft);
            sync(file);
        } catch (FileAlreadyExistsException e) {
            return; // another instance was first
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private Path fileOf(String districtCode, LocalDate day) {
        return folder.resolve(districtCode).resolve(day + KEY);
    }

    private Path tombstoneOf(DistrictDay key) {
        return folder.resolve(key.districtCode()).resolve(key.day() + DESTROYED);
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel home = FileChannel.open(file.resolveSibling(".").normalize(), StandardOpenOption.READ)) {
            home.force(true);
        }
    }

    /** @param day UTC */
    public record DistrictDay(String districtCode, LocalDate day) {
        public String keyId() {
            return districtCode + "/" + day;
        }
    }
}
