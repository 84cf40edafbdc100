package metro.cctv.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * An object store in memory on a free port of this machine, with one access key and moods; everybody gets a bucket of their own.
 * Who uses it takes {@code s3proxy} into the test scope too: nobody else needs it.
 */
public final class S3Server implements AutoCloseable {
    public static final String SECRET = "a secret of the test alone";
    public static final String ACCESS = "recorder";

    private final Moody store;
    private int buckets;
    private final S3Proxy server;
    private final Socket nobody = new Socket();

    private S3Server(Moody store, S3Proxy server) throws IOException {
        nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.store = store;
        this.server = server;
    }

    public static S3Server start() throws Exception {
        var store = new Moody(new TransientNio2BlobStore());
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS, SECRET)
                .build();
        proxy.setBlobStoreLocator((identity, container, blob) -> {
            store.requests.incrementAndGet();
            return ACCESS.equals(identity) ? new AccessGrant(SECRET, store) : null;
        });
        proxy.start();
        return new S3Server(store, proxy);
    }

    /** Another one from now on. */
    public void emptyBucket() {
        buckets++;
        store.createContainer(CreateBucketRequest.builder().bucket(bucket()).build());
    }

    public String bucket() {
        return "recordings-" + buckets;
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** A port on which nobody answers: it is taken, by one who does not listen. */
    public String endpointOfNobody() {
        return "http://127.0.0.1:" + nobody.getLocalPort();
    }

    /** Every put and every deletion is answered with this; 0: as usual. */
    public void refuses(int status, String code) {
        store.status = status;
        store.code = code;
    }

    /** Objects have this tag; empty: their MD5. */
    public void tags(String tag) {
        store.tag = tag;
    }

    /** Deleting it is denied, as by an object lock; empty: nothing is. */
    public void keepsForEver(String key) {
        store.locked = key;
    }

    public void dropBucket() {
        store.deleteContainer(bucket());
    }

    /** By another program, which says nothing of it. */
    public void somebodyPuts(String key, byte[] content) {
        store.putBlob(
                PutObjectRequest.builder()
                        .bucket(bucket())
                        .key(key)
                        .contentLength((long) content.length)
                        .build(),
                new ByteArrayInputStream(content));
    }

    /** So far, of any kind. */
    public int requests() {
        return store.requests.get();
    }

    public void keepsVersions() {
        store.putBucketVersioning(PutBucketVersioningRequest.builder()
                .bucket(bucket())
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED))
                .build());
    }

    /** Objects, their older versions and their delete markers. */
    public int everything() {
        var all = store.listVersions(
                ListObjectVersionsRequest.builder().bucket(bucket()).build());
        return all.versions().size() + all.deleteMarkers().size();
    }

    @Override
    public void close() throws Exception {
        nobody.close();
        server.stop();
    }

    private static final class Moody extends ForwardingBlobStore {
        private volatile int status;
        private volatile String code = "";
        private volatile String tag = "";
        private volatile String locked = "";
        private final AtomicInteger requests = new AtomicInteger();

        Moody(BlobStore store) {
            super(store);
        }

        @Override
        public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
            if (status > 0) readToItsEnd(content);
            refuse();
            return super.putBlob(request, content);
        }

        /** What is left unread when the server closes the connection resets it, and the answer with it. */
        private static void readToItsEnd(InputStream content) {
            try {
                content.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
            HeadObjectResponse known = super.blobMetadata(request);
            return tag.isEmpty() || known == null
                    ? known
                    : known.toBuilder().eTag("\"" + tag + "\"").build();
        }

        @Override
        public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
            refuse();
            if (request.key().equals(locked)) throw S3Exceptions.fromStatusCode(403, "AccessDenied", Map.of(), null);
            return super.removeBlob(request);
        }

        private void refuse() {
            if (status > 0) throw S3Exceptions.fromStatusCode(status, code, Map.of(), null);
        }
    }
}
