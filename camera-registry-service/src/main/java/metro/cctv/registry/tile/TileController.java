package metro.cctv.registry.tile;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Mapbox vector tiles, layers {@code camera} and {@code district}. */
@RestController
class TileController {
    private static final String VECTOR_TILE = "application/vnd.mapbox-vector-tile";
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final TileStore tiles;

    TileController(TileStore tiles) {
        this.tiles = tiles;
    }

    @GetMapping("/api/cameras/tiles/{z}/{x}/{y}.mvt")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = VECTOR_TILE, schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<byte[]> tile(
            @PathVariable int z, @PathVariable int x, @PathVariable int y, ServletWebRequest request) {
        byte[] tile = tiles.cut(new TileAddress(z, x, y));
        String etag = "\"" + fingerprint(tile) + "\"";
        var cache = CacheControl.maxAge(FRESH).cachePrivate();
        if (request.checkNotModified(etag))
            return ResponseEntity.status(304).eTag(etag).cacheControl(cache).build();
        return ResponseEntity.ok()
                .eTag(etag)
                .cacheControl(cache)
                .contentType(MediaType.parseMediaType(VECTOR_TILE))
                .body(tile);
    }

    private static String fingerprint(byte[] tile) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(tile), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
