package metro.cctv.registry.tile;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.registry.camera.CameraHealth;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Mapbox vector tiles, layers {@code camera} and {@code district}. */
@RestController
class TileController {
    private final CameraTiles tiles;

    TileController(CameraTiles tiles) {
        this.tiles = tiles;
    }

    @GetMapping("/api/cameras/tiles/{z}/{x}/{y}.mvt")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = Tile.MEDIA, schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<byte[]> tile(
            @PathVariable int z,
            @PathVariable int x,
            @PathVariable int y,
            @RequestParam @Nullable CameraPurpose purpose,
            @RequestParam @Nullable String district,
            @RequestParam CameraHealth.@Nullable State health,
            ServletWebRequest request) {
        return tiles.tile(new TileAddress(z, x, y), new TileFilter(purpose, district, health))
                .answer(request);
    }
}
