package metro.cctv.retention.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import metro.cctv.contracts.audit.AccessAudited;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** How rows hang together. Anyone with the rows can recompute it: SHA-256 of the previous hash, then the row's text. */
final class LedgerChain {
    private static final int HASH_BYTES = 32;
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .build();

    private LedgerChain() {}

    /** What comes before the first row. */
    static byte[] origin() {
        return new byte[HASH_BYTES];
    }

    /** Fields in alphabetical order, no blanks, times as RFC 3339 in UTC, absent values as null. */
    static String canonical(AccessAudited event) {
        return CANONICAL.writeValueAsString(event);
    }

    static AccessAudited read(String body) {
        return CANONICAL.readValue(body, AccessAudited.class);
    }

    static byte[] next(byte[] previous, String body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(previous);
            return digest.digest(body.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
