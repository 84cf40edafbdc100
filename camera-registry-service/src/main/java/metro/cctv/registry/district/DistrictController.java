package metro.cctv.registry.district;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Outlines for maps without the internet; entered by those who run the cameras of the whole city. */
@RestController
class DistrictController {
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final java.util.regex.Pattern CODE = java.util.regex.Pattern.compile("[A-Z]{2}-[A-Z0-9]{2,8}");

    private final Districts districts;
    private final AuditTrail audit;

    DistrictController(Districts districts, AuditTrail audit) {
        this.districts = districts;
        this.audit = audit;
    }

    @GetMapping("/api/districts")
    ResponseEntity<FeatureCollection> list() {
        List<Feature> features =
                districts.outlines().stream().map(DistrictController::feature).toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(FRESH).cachePrivate())
                .body(new FeatureCollection("FeatureCollection", features));
    }

    /** 201 when the district is new. */
    @PutMapping("/api/districts/{code}")
    @Transactional
    public ResponseEntity<Feature> put(
            @PathVariable String code,
            @Valid @RequestBody DistrictInput input,
            Caller caller,
            HttpServletRequest request) {
        caller.require(Capability.CAMERAS);
        caller.requireWholeCity();
        String outline = soundOutline(code, input);
        audit.allowedTogether(
                caller, Access.to("district.change", "district", code).in(code).from(request.getRemoteAddr()));
        boolean created = put(code, input, outline);
        Feature stored = districts.outlines().stream()
                .filter(d -> d.code().equals(code))
                .map(DistrictController::feature)
                .findFirst()
                .orElseThrow();
        return ResponseEntity.status(created ? 201 : 200).body(stored);
    }

    private boolean put(String code, DistrictInput input, String outline) {
        try {
            return districts.put(code, input.name(), input.nameEn(), input.standardCode(), outline);
        } catch (DuplicateKeyException e) {
            throw new ProblemException(ProblemType.CONFLICT, "standardCode: another district has just taken it.");
        }
    }

    private String soundOutline(String code, DistrictInput input) {
        if (!CODE.matcher(code).matches())
            throw wrong("districtCode: two letters, '-', 2 to 8 of A-Z and 0-9, e.g. DJ-SEO.");
        OutlineRule.rings(input.outline());
        String outline = input.outline().toString();
        String objection = districts.objection(outline);
        if (objection != null) throw wrong("outline: not a valid area, " + objection + ".");
        String standardCode = input.standardCode();
        String holder = standardCode == null ? null : districts.holderOf(standardCode, code);
        if (holder != null)
            throw new ProblemException(
                    ProblemType.CONFLICT, "standardCode: " + standardCode + " is that of " + holder + " already.");
        return outline;
    }

    private static Feature feature(Districts.DistrictOutline d) {
        return new Feature(
                "Feature",
                new Properties(d.code(), d.name(), d.nameEn(), d.standardCode(), d.cameras(), true),
                d.geometry());
    }

    private static ProblemException wrong(String words) {
        return new ProblemException(ProblemType.INVALID_FIELD, words);
    }

    /** @param standardCode 개방자치단체코드, seven digits */
    record DistrictInput(
            @NotNull @Pattern(regexp = LINE, message = LINE_WORDS)
            String name,

            @NotNull @Pattern(regexp = LINE, message = LINE_WORDS)
            String nameEn,

            @Pattern(regexp = "[0-9]{7}", message = "seven digits") @Nullable
            String standardCode,

            @NotNull @Schema(type = "object", description = "GeoJSON Polygon or MultiPolygon, WGS 84")
            JsonNode outline) {
        private static final String LINE = "(?=.*\\S)[^\\p{Cntrl}]{1,100}";
        private static final String LINE_WORDS = "1 to 100 characters, none of them a control character";
    }

    record FeatureCollection(String type, List<Feature> features) {}

    record Feature(
            String type,
            Properties properties,

            @JsonRawValue @Schema(type = "object", description = "GeoJSON geometry, WGS 84")
            String geometry) {}

    /** @param simplified the outline is drawn for maps at city scale, never to decide whose a street is */
    record Properties(
            String districtCode,
            String name,
            String nameEn,
            @Nullable String standardCode,
            long cameras,
            boolean simplified) {}
}
