package metro.cctv.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket of an object store that speaks S3. Objects are whole or not there, so nothing has to be synced; the store checks each
 * put against its MD5. What an answer says is never put into an exception: it may hold a key's name.
 */
public final class S3Volume implements Volume, AutoCloseable {
    private static final int NOT_FOUND = 404;

    private final S3Settings settings;
    private final S3Client s3;
    private volatile @Nullable Boolean keepsVersions;
    private volatile boolean bucketSeen;

    public S3Volume(S3Settings settings) {
        this.settings = settings;
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .forcePathStyle(settings.pathStyle())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())))
                // Stores of other makers do not know Amazon's newer checksums; MD5 they all do.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(settings.answerWithin())
                        .socketTimeout(settings.answerWithin()))
                .overrideConfiguration(all -> all.retryStrategy(retry -> retry.maxAttempts(2)));
        if (!settings.endpoint().isBlank()) builder.endpointOverride(settings.address());
        this.s3 = builder.build();
    }

    @Override
    public String name() {
        return settings.toString();
    }

    /** Nothing that is there is ever overwritten: the same bytes are left as they are, others are an error. */
    @Override
    public void put(String key, Path whole) throws IOException {
        named(key);
        byte[] md5 = md5(whole);
        Optional<HeadObjectResponse> known = head(key);
        if (known.isPresent() && !isThis(known.get(), md5)) throw new FileAlreadyExistsException(key);
        if (known.isEmpty())
            asked(
                    "put",
                    () -> s3.putObject(
                            put -> put.bucket(settings.bucket())
                                    .key(key)
                                    .contentType("application/octet-stream")
                                    .contentMD5(Base64.getEncoder().encodeToString(md5)),
                            RequestBody.fromFile(whole)));
        Files.deleteIfExists(whole);
    }

    @Override
    public Optional<Stored> find(String key) throws IOException {
        named(key);
        return head(key).map(is -> new Stored(key, is.contentLength(), is.lastModified()));
    }

    @Override
    public SeekableByteChannel open(String key) throws IOException {
        Stored found = find(key).orElseThrow(() -> new NoSuchFileException(key));
        return new RangedChannel(found.bytes(), (from, length) -> range(key, from, length));
    }

    @Override
    public void walk(Consumer<Stored> visitor) throws IOException {
        asked("list", () -> {
            for (S3Object one : s3.listObjectsV2Paginator(list -> list.bucket(settings.bucket()))
                    .contents())
                if (ObjectKeyRule.objection(one.key()).isEmpty())
                    visitor.accept(new Stored(one.key(), one.size(), one.lastModified()));
            return true;
        });
    }

    /** A store that keeps versions would keep it below its delete marker: each version goes by its own id. */
    @Override
    public void destroy(Set<String> keys) throws IOException {
        keys.forEach(S3Volume::named);
        for (String key : keys) {
            if (keepsVersions()) asked("delete", () -> destroyVersions(key));
            else
                asked(
                        "delete",
                        () -> s3.deleteObject(
                                delete -> delete.bucket(settings.bucket()).key(key)));
            if (head(key).isPresent()) throw new IOException(name() + " still has what was deleted");
        }
    }

    @Override
    public void close() {
        s3.close();
    }

    private boolean destroyVersions(String key) {
        s3.listObjectVersionsPaginator(list -> list.bucket(settings.bucket()).prefix(key)).stream()
                .forEach(page -> {
                    page.versions().stream()
                            .filter(version -> version.key().equals(key))
                            .forEach(version -> destroyVersion(key, version.versionId()));
                    page.deleteMarkers().stream()
                            .filter(marker -> marker.key().equals(key))
                            .forEach(marker -> destroyVersion(key, marker.versionId()));
                });
        return true;
    }

    private void destroyVersion(String key, String version) {
        s3.deleteObject(delete -> delete.bucket(settings.bucket()).key(key).versionId(version));
    }

    /** Once on, a bucket keeps the versions that it has for ever, so "suspended" counts. */
    private boolean keepsVersions() throws IOException {
        Boolean known = keepsVersions;
        if (known == null) {
            BucketVersioningStatus status = asked(
                    "versioning",
                    () -> s3.getBucketVersioning(of -> of.bucket(settings.bucket()))
                            .status());
            known = status == BucketVersioningStatus.ENABLED || status == BucketVersioningStatus.SUSPENDED;
            keepsVersions = known;
        }
        return known;
    }

    private Optional<HeadObjectResponse> head(String key) throws IOException {
        try {
            return Optional.of(
                    s3.headObject(head -> head.bucket(settings.bucket()).key(key)));
        } catch (AwsServiceException e) {
            if (e.statusCode() != NOT_FOUND) throw away("find", e);
            mustHaveBucket();
            return Optional.empty();
        } catch (SdkException e) {
            throw away("find", e);
        }
    }

    /** A store says the same of a bucket that is not there as of an object that is not in it. */
    private void mustHaveBucket() throws IOException {
        if (bucketSeen) return;
        asked("have the bucket", () -> s3.headBucket(head -> head.bucket(settings.bucket())));
        bucketSeen = true;
    }

    private byte[] range(String key, long from, int length) throws IOException {
        return asked(
                "read",
                () -> s3.getObjectAsBytes(get -> get.bucket(settings.bucket())
                                .key(key)
                                .range("bytes=" + from + "-" + (from + length - 1)))
                        .asByteArray());
    }

    private interface Question<T> {
        T ask();
    }

    private <T> T asked(String what, Question<T> question) throws IOException {
        try {
            return question.ask();
        } catch (SdkException e) {
            throw away(what, e);
        }
    }

    /** Its status and code alone. */
    private IOException away(String what, SdkException e) {
        String why = e instanceof AwsServiceException answer
                ? answer.statusCode() + " "
                        + (answer.awsErrorDetails() == null
                                ? ""
                                : answer.awsErrorDetails().errorCode())
                : e.getClass().getSimpleName();
        return new IOException(name() + " does not " + what + ": " + why.trim());
    }

    /** Where an object was put in one piece its tag is its MD5; where it is not, the length alone is compared. */
    private static boolean isThis(HeadObjectResponse known, byte[] md5) {
        String tag = known.eTag() == null ? "" : known.eTag().replace("\"", "");
        return !tag.matches("[0-9a-f]{32}") || tag.equals(HexFormat.of().formatHex(md5));
    }

    private static byte[] md5(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] block = new byte[256 * 1024];
            for (int read = in.read(block); read >= 0; read = in.read(block)) digest.update(block, 0, read);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void named(String key) {
        ObjectKeyRule.objection(key).ifPresent(words -> {
            throw new IllegalArgumentException(words);
        });
    }
}
