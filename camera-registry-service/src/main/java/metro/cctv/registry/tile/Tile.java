package metro.cctv.registry.tile;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * A vector tile as it is sent. Two tiles with the same bytes have the same tag, whichever instance cut them.
 *
 * @param etag strong, with its quotation marks
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never changed
public record Tile(byte[] bytes, String etag) {
    public static final String MEDIA = "application/vnd.mapbox-vector-tile";
    private static final MediaType MEDIA_TYPE = MediaType.parseMediaType(MEDIA);
    /** Kept by the browser, shown only after we said that it is still true. */
    private static final String REVALIDATE =
            CacheControl.noCache().cachePrivate().getHeaderValue();

    static Tile of(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Tile(bytes, "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** 304 when the caller has it. */
    public ResponseEntity<byte[]> answer(ServletWebRequest request) {
        if (request.checkNotModified(etag))
            return ResponseEntity.status(304)
                    .eTag(etag)
                    .header("Cache-Control", REVALIDATE)
                    .build();
        return ResponseEntity.ok()
                .eTag(etag)
                .header("Cache-Control", REVALIDATE)
                .contentType(MEDIA_TYPE)
                .body(bytes);
    }
}
