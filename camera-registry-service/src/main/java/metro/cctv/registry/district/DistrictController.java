package metro.cctv.registry.district;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Outlines for maps without the internet. */
@RestController
class DistrictController {
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final Districts districts;

    DistrictController(Districts districts) {
        this.districts = districts;
    }

    @GetMapping("/api/districts")
    ResponseEntity<FeatureCollection> list() {
        List<Feature> features = districts.outlines().stream()
                .map(d -> new Feature(
                        "Feature", new Properties(d.code(), d.name(), d.nameEn(), d.cameras(), true), d.geometry()))
                .toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(FRESH).cachePrivate())
                .body(new FeatureCollection("FeatureCollection", features));
    }

    record FeatureCollection(String type, List<Feature> features) {}

    record Feature(
            String type,
            Properties properties,

            @JsonRawValue @Schema(type = "object", description = "GeoJSON geometry, WGS 84")
            String geometry) {}

    /** @param simplified the outline is drawn for maps at city scale, never to decide whose a street is */
    record Properties(String districtCode, String name, String nameEn, long cameras, boolean simplified) {}
}
