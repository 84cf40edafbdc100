package metro.cctv.store;

import java.net.URI;
import java.time.Duration;

/**
 * A bucket for recordings; without a name: none.
 *
 * @param endpoint of the object store; empty: Amazon's of that region
 * @param pathStyle the bucket in the path instead of the host name, as most stores in one's own house want it
 * @param accessKey may put, get, list and delete in the bucket, its versions too
 * @param answerWithin for one request
 */
public record S3Settings(
        String endpoint,
        String region,
        String bucket,
        boolean pathStyle,
        String accessKey,
        String secretKey,
        Duration answerWithin) {
    public S3Settings {
        if (!bucket.isBlank()) check(endpoint, region, accessKey, secretKey, answerWithin);
    }

    private static void check(
            String endpoint, String region, String accessKey, String secretKey, Duration answerWithin) {
        if (region.isBlank()) throw new IllegalArgumentException("region: missing");
        if (accessKey.isBlank() || secretKey.isBlank())
            throw new IllegalArgumentException("access-key and secret-key: missing");
        if (!endpoint.isBlank() && !endpoint.matches("https?://.+"))
            throw new IllegalArgumentException("endpoint: https://… or http://…");
        if (answerWithin.toSeconds() < 1) throw new IllegalArgumentException("answer-within: at least 1s");
    }

    /** Whether recordings go to a bucket. */
    public boolean isUsed() {
        return !bucket.isBlank();
    }

    URI address() {
        return URI.create(endpoint);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        if (!isUsed()) return "no S3 bucket";
        return "S3 bucket " + bucket + (endpoint.isBlank() ? " in " + region : " at " + endpoint);
    }
}
