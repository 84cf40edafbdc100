package metro.cctv.registry.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Uploaded files on disk, from the first byte of their upload to the end of their job. Only this user reads them. */
@Component
class UploadSpool {
    private static final Logger log = LoggerFactory.getLogger(UploadSpool.class);
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private final Path folder;
    private final long maxBytes;

    UploadSpool(SiteProperties site) {
        this.folder = site.spoolFolder();
        this.maxBytes = site.maxUpload().toBytes();
    }

    /**
     * Keeps the body. What refuses it here costs no job: too large, empty, no text, something else than was promised.
     *
     * @param announcedBytes of the body; -1: not said
     * @param told null: to be found out
     */
    Upload receive(UUID jobId, FileFormat format, @Nullable TextEncoding told, long announcedBytes, InputStream body)
            throws IOException {
        if (announcedBytes > maxBytes) throw tooLarge();
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path file = fileOf(jobId);
        boolean kept = false;
        try {
            Upload upload = copy(file, format, told, body);
            kept = true;
            return upload;
        } finally {
            if (!kept) Files.deleteIfExists(file);
        }
    }

    private Upload copy(Path file, FileFormat format, @Nullable TextEncoding told, InputStream body)
            throws IOException {
        EncodingProbe utf8 = new EncodingProbe(TextEncoding.UTF_8);
        EncodingProbe cp949 = new EncodingProbe(TextEncoding.CP949);
        byte[] buffer = new byte[BUFFER_BYTES];
        byte[] head = new byte[0];
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            for (int read = body.readNBytes(buffer, 0, buffer.length);
                    read > 0;
                    read = body.readNBytes(buffer, 0, buffer.length)) {
                if (bytes == 0) {
                    head = Arrays.copyOf(buffer, Math.min(read, FileHeadRule.HEAD_BYTES));
                    refuseForeign(format, head);
                }
                bytes += read;
                if (bytes > maxBytes) throw tooLarge();
                utf8.pass(buffer, read);
                cp949.pass(buffer, read);
                out.write(buffer, 0, read);
            }
        }
        if (bytes == 0) refuseForeign(format, head);
        utf8.end();
        cp949.end();
        return new Upload(file, bytes, encoding(format, told, utf8, cp949));
    }

    private static void refuseForeign(FileFormat format, byte[] head) {
        FileHeadRule.objection(format, head).ifPresent(words -> {
            throw refused(words);
        });
    }

    private static TextEncoding encoding(
            FileFormat format, @Nullable TextEncoding told, EncodingProbe utf8, EncodingProbe cp949) {
        if (format == FileFormat.GEOJSON || told == TextEncoding.UTF_8) {
            if (!utf8.isSound())
                throw refused("The file is no UTF-8: byte " + utf8.brokenAt() + " cannot be. "
                        + (format == FileFormat.GEOJSON
                                ? "GeoJSON is always UTF-8."
                                : "Leave the encoding out, or say cp949."));
            return TextEncoding.UTF_8;
        }
        if (told == null && utf8.isSound()) return TextEncoding.UTF_8;
        if (cp949.isSound()) return TextEncoding.CP949;
        throw refused("The file is neither UTF-8 (byte " + utf8.brokenAt() + ") nor CP949 (byte " + cp949.brokenAt()
                + "): save it as CSV UTF-8.");
    }

    Path fileOf(UUID jobId) {
        return folder.resolve(jobId + ".upload");
    }

    void delete(UUID jobId) {
        delete(fileOf(jobId));
    }

    /** What a crash left behind. */
    void deleteForgotten(Instant now) {
        if (!Files.isDirectory(folder)) return;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.upload")) {
            for (Path file : files)
                if (Files.getLastModifiedTime(file).compareTo(FileTime.from(now.minus(FORGOTTEN_AFTER))) < 0)
                    delete(file);
        } catch (IOException e) {
            log.warn("Old uploads could not be looked for: {}", e.toString());
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("An upload could not be deleted: {}", e.toString());
        }
    }

    private ProblemException tooLarge() {
        return new ProblemException(
                ProblemType.TOO_LARGE,
                "The file is larger than " + maxBytes / (1024 * 1024) + " MiB: send it in parts.");
    }

    static ProblemException refused(String words) {
        return new ProblemException(ProblemType.IMPORT_REFUSED, words);
    }

    record Upload(Path file, long bytes, TextEncoding encoding) {}
}
