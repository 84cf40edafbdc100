package metro.cctv.registry.site;

import com.fasterxml.jackson.annotation.JsonValue;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;

/** What an imported file is. */
enum FileFormat {
    STANDARD("standard"),
    GEOJSON("geojson");

    private final String slug;

    FileFormat(String slug) {
        this.slug = slug;
    }

    @JsonValue
    String slug() {
        return slug;
    }

    static FileFormat of(String slug) {
        for (FileFormat format : values()) if (format.slug.equals(slug)) return format;
        throw new ProblemException(ProblemType.BAD_REQUEST, "format: standard or geojson.");
    }
}
