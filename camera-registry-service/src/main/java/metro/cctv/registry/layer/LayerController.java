package metro.cctv.registry.layer;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.access.Capability;
import metro.cctv.registry.tile.Tile;
import metro.cctv.registry.tile.TileAddress;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Context layers: every account reads them; a layer is the whole city's, and so is who replaces it. */
@RestController
@RequestMapping("/api/layers")
class LayerController {
    private static final double MAX_RADIUS_M = 20_000;
    private static final int MAX_LIMIT = 500;

    private final Layers layers;
    private final LayerStore store;
    private final LayerTiles tiles;
    private final AuditTrail audit;

    LayerController(Layers layers, LayerStore store, LayerTiles tiles, AuditTrail audit) {
        this.layers = layers;
        this.store = store;
        this.tiles = tiles;
        this.audit = audit;
    }

    @GetMapping
    List<LayerStore.State> list() {
        return store.states();
    }

    @PutMapping(
            path = "/{layer}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/geo+json"})
    Layers.Replaced replace(@PathVariable String layer, HttpServletRequest request, Caller caller) throws IOException {
        caller.require(Capability.CAMERAS);
        caller.requireWholeCity();
        Layer which = Layer.of(layer);
        return layers.replace(
                which,
                request.getInputStream(),
                () -> audit.allowedTogether(
                        caller,
                        Access.to("layer.replace", "layer", which.name()).from(request.getRemoteAddr())));
    }

    @GetMapping("/{layer}/near")
    Items near(
            @PathVariable String layer,
            @RequestParam double lon,
            @RequestParam double lat,
            @RequestParam(defaultValue = "500") double radiusM,
            @RequestParam(defaultValue = "20") int limit) {
        Require.within("lon", lon, -180, 180);
        Require.within("lat", lat, -90, 90);
        Require.within("radiusM", radiusM, 1, MAX_RADIUS_M);
        Require.within("limit", limit, 1, MAX_LIMIT);
        return new Items(store.near(Layer.of(layer), lon, lat, radiusM, limit));
    }

    @GetMapping("/tiles/{z}/{x}/{y}.mvt")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = Tile.MEDIA, schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<byte[]> tile(
            @PathVariable int z, @PathVariable int x, @PathVariable int y, ServletWebRequest request) {
        return tiles.tile(new TileAddress(z, x, y)).answer(request);
    }

    record Items(List<LayerStore.Near> items) {}
}
