package metro.cctv.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
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
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket of an object store that speaks S3. Objects are whole or not there, so nothing has to be synced; the store checks each
 * put against its MD5. What an answer says is never put into an exception: it may hold a key's name.
 */
public final class S3Volume implements Volume, AutoCloseable {
    private static final int NOT_FOUND = 404;
    /** Of an object, said by us: its tag is something else where the store encrypts it, or got it in pieces. */
    private static final String MD5 = "md5";
    /** A bucket that was there then is believed to be there. */
    private static final long BELIEVED_NANOS = Duration.ofSeconds(30).toNanos();

    private final S3Settings settings;
    private final LongSupplier nanoClock;
    private final S3Client s3;
    private final S3Eraser eraser;
    private volatile @Nullable Long bucketSeenNanos;

    public S3Volume(S3Settings settings) {
        this(settings, System::nanoTime);
    }

    S3Volume(S3Settings settings, LongSupplier nanoClock) {
        this.settings = settings;
        this.nanoClock = nanoClock;
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .forcePathStyle(settings.pathStyle())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())))
                // Stores of other makers do not know Amazon's newer checksums; MD5 they all do.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .addPlugin(LegacyMd5Plugin.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(settings.answerWithin())
                        .socketTimeout(settings.answerWithin()))
                .overrideConfiguration(all -> all.retryStrategy(retry -> retry.maxAttempts(2)));
        if (!settings.endpoint().isBlank()) builder.endpointOverride(settings.address());
        this.s3 = builder.build();
        this.eraser = new S3Eraser(s3, settings.bucket());
    }

    @Override
    public String name() {
        return settings.toString();
    }

    /** Nothing that is there is ever overwritten: the same bytes are left as they are, others are an error. */
    @Override
    public void put(String key, Path whole) throws IOException {
        named(key);
        byte[] md5 = FileDigest.of(whole, "MD5");
        Optional<HeadObjectResponse> known = head(key);
        if (known.isPresent() && !isThis(key, known.get(), Files.size(whole), md5))
            throw new FileAlreadyExistsException(key);
        if (known.isEmpty())
            asked(
                    "put",
                    () -> s3.putObject(
                            put -> put.bucket(settings.bucket())
                                    .key(key)
                                    .contentType("application/octet-stream")
                                    .metadata(Map.of(MD5, HexFormat.of().formatHex(md5)))
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
        if (keys.isEmpty()) return;
        asked("delete", () -> {
            eraser.erase(keys);
            return true;
        });
    }

    @Override
    public void close() {
        s3.close();
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
        Long seen = bucketSeenNanos;
        long now = nanoClock.getAsLong();
        if (seen != null && now - seen < BELIEVED_NANOS) return;
        asked("have the bucket", () -> s3.headBucket(head -> head.bucket(settings.bucket())));
        bucketSeenNanos = now;
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
        T ask() throws IOException;
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

    /** By what was said of it when it was put; by its tag where that is an MD5; by its bytes where neither says. */
    private boolean isThis(String key, HeadObjectResponse known, long bytes, byte[] md5) throws IOException {
        if (known.contentLength() != bytes) return false;
        String hex = HexFormat.of().formatHex(md5);
        String said = known.metadata().get(MD5);
        if (said != null) return said.equals(hex);
        if (("\"" + hex + "\"").equals(known.eTag())) return true;
        try (InputStream there = Channels.newInputStream(open(key))) {
            return MessageDigest.isEqual(FileDigest.of(there, "MD5"), md5);
        }
    }

    private static void named(String key) {
        ObjectKeyRule.objection(key).ifPresent(words -> {
            throw new IllegalArgumentException(words);
        });
    }
}
