package metro.cctv.registry.space;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import metro.cctv.chassis.paging.Cursor;
import metro.cctv.chassis.paging.Page;
import metro.cctv.registry.camera.Cameras;
import metro.cctv.registry.camera.WrittenBrief;
import metro.cctv.registry.geojson.GeoJsonBody;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions of place. Where cameras stand is public by law: every account may ask. */
@RestController
class SpaceController {
    private static final String GEO_JSON = "application/geo+json";
    private static final int MAX_BODY_BYTES = 512 * 1024;

    private final Spaces spaces;
    private final JsonMapper json;

    SpaceController(Spaces spaces, JsonMapper json) {
        this.spaces = spaces;
        this.json = json;
    }

    @GetMapping({"/api/cameras/nearest", "/internal/cameras/nearest"})
    Items<Spaces.Nearest> nearest(
            @RequestParam double lon,
            @RequestParam double lat,
            @RequestParam(defaultValue = "500") double radiusM,
            @RequestParam(defaultValue = "9") int limit) {
        return new Items<>(spaces.nearest(lon, lat, radiusM, limit));
    }

    @PostMapping(
            path = "/api/cameras/within",
            consumes = {MediaType.APPLICATION_JSON_VALUE, GEO_JSON})
    Page<WrittenBrief> within(
            HttpServletRequest request,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam @Nullable String cursor)
            throws IOException {
        return page(GeoJsonBody.read(request.getInputStream(), MAX_BODY_BYTES, json), limit, cursor);
    }

    @GetMapping("/api/cameras/within")
    Page<WrittenBrief> within(
            @RequestParam String polygon,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam @Nullable String cursor) {
        return page(CornerRule.polygon(polygon), limit, cursor);
    }

    private Page<WrittenBrief> page(JsonNode area, int limit, @Nullable String cursor) {
        int wanted = Spaces.limit(limit);
        return Page.of(
                spaces.within(area, Cameras.codeOf(cursor), wanted + 1), wanted, last -> Cursor.of(last.cameraId()));
    }

    @PostMapping(
            path = "/api/cameras/route",
            consumes = {MediaType.APPLICATION_JSON_VALUE, GEO_JSON})
    Items<Spaces.Beside> route(
            HttpServletRequest request,
            @RequestParam(defaultValue = "30") double widthM,
            @RequestParam(defaultValue = "200") int limit)
            throws IOException {
        JsonNode way = GeoJsonBody.read(request.getInputStream(), MAX_BODY_BYTES, json);
        return new Items<>(spaces.along(way, widthM, limit));
    }

    @GetMapping("/api/cameras/sees")
    Spaces.Sees sees(
            @RequestParam double lon,
            @RequestParam double lat,
            @RequestParam(defaultValue = "1.5") double heightM,
            @RequestParam(defaultValue = "20") int limit) {
        return spaces.sees(lon, lat, heightM, limit);
    }

    record Items<T>(List<T> items) {}
}
