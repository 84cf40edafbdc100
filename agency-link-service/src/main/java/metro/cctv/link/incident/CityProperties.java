package metro.cctv.link.incident;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The city, as a box in WGS 84 degrees; a place outside is refused.
 *
 * @param code stands for the whole city where no district can be named
 */
@Validated
@ConfigurationProperties(prefix = "cctv.link.city", ignoreUnknownFields = false)
public record CityProperties(
        @NotBlank String code,
        @DecimalMin("-180") @DecimalMax("180") double minLon,
        @DecimalMin("-90") @DecimalMax("90") double minLat,
        @DecimalMin("-180") @DecimalMax("180") double maxLon,
        @DecimalMin("-90") @DecimalMax("90") double maxLat) {

    public CityProperties {
        if (!(minLon < maxLon && minLat < maxLat)) throw new IllegalArgumentException("cctv.link.city: an empty box");
    }

    boolean holds(double lon, double lat) {
        return lon >= minLon && lon <= maxLon && lat >= minLat && lat <= maxLat;
    }
}
