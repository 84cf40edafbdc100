package metro.cctv.store;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** An object store in memory on a free port of this machine, with one bucket, one access key, and moods. */
final class S3Server implements AutoCloseable {
    static final String BUCKET = "recordings";
    static final String SECRET = "a secret of the test alone";
    private static final String ACCESS = "recorder";

    private final Moody store = new Moody(new TransientNio2BlobStore());
    private final S3Proxy server;

    private S3Server(S3Proxy server) {
        this.server = server;
    }

    static S3Server start() throws Exception {
        S3Proxy proxy = S3Proxy.builder()
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS, SECRET)
                .build();
        var server = new S3Server(proxy);
        server.store.createContainer(
                CreateBucketRequest.builder().bucket(BUCKET).build());
        proxy.setBlobStoreLocator(
                (identity, container, blob) -> ACCESS.equals(identity) ? new AccessGrant(SECRET, server.store) : null);
        proxy.start();
        return server;
    }

    S3Settings settings() {
        return settings(BUCKET, SECRET);
    }

    S3Settings settings(String bucket, String secret) {
        return new S3Settings(
                "http://127.0.0.1:" + server.getPort(),
                "us-east-1",
                bucket,
                true,
                ACCESS,
                secret,
                Duration.ofSeconds(30));
    }

    /** Every put is answered with this; null: as usual. */
    void refuses(int status, String code) {
        store.status = status;
        store.code = code;
    }

    void keepsVersions() {
        store.putBucketVersioning(PutBucketVersioningRequest.builder()
                .bucket(BUCKET)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED))
                .build());
    }

    /** Objects, their older versions and their delete markers. */
    int everything() {
        var all = store.listVersions(software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest.builder()
                .bucket(BUCKET)
                .build());
        return all.versions().size() + all.deleteMarkers().size();
    }

    void stop() throws Exception {
        server.stop();
    }

    @Override
    public void close() throws Exception {
        if (server.getState().equals("STARTED")) server.stop();
    }

    private static final class Moody extends ForwardingBlobStore {
        private volatile int status;
        private volatile String code = "";

        Moody(BlobStore store) {
            super(store);
        }

        @Override
        public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
            refuse();
            return super.putBlob(request, content);
        }

        @Override
        public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
            refuse();
            return super.removeBlob(request);
        }

        private void refuse() {
            if (status > 0) throw S3Exceptions.fromStatusCode(status, code, Map.of(), null);
        }
    }
}
