package metro.cctv.registry.site;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.district.Districts;
import metro.cctv.registry.site.StandardExport.Lacking;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/cameras/export}: the caller's districts as a file, written while it is read. For those who run cameras. */
@RestController
class ExportController {
    private static final int MAX_LACKING = 20;

    private final StandardExport standard;
    private final GeoExport geo;
    private final Districts districts;
    private final AuditTrail audit;

    ExportController(StandardExport standard, GeoExport geo, Districts districts, AuditTrail audit) {
        this.standard = standard;
        this.geo = geo;
        this.districts = districts;
        this.audit = audit;
    }

    @GetMapping("/api/cameras/export")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                @Content(mediaType = "application/geo+json", schema = @Schema(type = "object"))
            })
    void export(
            @RequestParam String format,
            @RequestParam @Nullable String district,
            @RequestParam(defaultValue = "utf-8") String encoding,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        caller.require(Capability.CAMERAS);
        List<String> scope = scope(district, caller);
        TextEncoding written = TextEncoding.of(encoding);
        boolean older = format.equals("standard13");
        if (!older && !format.equals("standard") && !format.equals("geojson"))
            throw new ProblemException(ProblemType.BAD_REQUEST, "format: standard, standard13 or geojson.");
        boolean asGeoJson = format.equals("geojson");
        if (asGeoJson && written != TextEncoding.UTF_8)
            throw new ProblemException(ProblemType.BAD_REQUEST, "encoding: GeoJSON is always utf-8.");
        if (!asGeoJson) refuseLacking(older, written, scope);
        audit.allowed(
                caller,
                Access.to("camera.export", "export", format).in(district).from(request.getRemoteAddr()));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        String name = "cameras" + (district == null ? "" : "-" + district);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"" + name + (asGeoJson ? ".geojson" : ".csv") + "\"");
        if (asGeoJson) {
            response.setContentType("application/geo+json");
            geo.write(scope, caller, response.getOutputStream());
        } else {
            response.setContentType("text/csv;charset=" + (written == TextEncoding.UTF_8 ? "UTF-8" : "x-windows-949"));
            standard.write(older, written, scope, response.getOutputStream());
        }
    }

    /** CP949 has the 11,172 syllables and some thousands of Chinese characters, and no more. */
    private void refuseLacking(boolean older, TextEncoding encoding, @Nullable List<String> scope) {
        if (encoding == TextEncoding.UTF_8) return;
        List<Lacking> lacking = standard.lacking(older, encoding, scope, MAX_LACKING);
        if (lacking.isEmpty()) return;
        Lacking first = lacking.getFirst();
        throw new ProblemException(
                ProblemType.INVALID_FIELD,
                "encoding: CP949 lacks \"" + first.character() + "\" (" + first.column() + " of " + first.id()
                        + "); use utf-8.",
                Map.of("lacking", lacking));
    }

    /** @return null: all districts */
    private @Nullable List<String> scope(@Nullable String district, Caller caller) {
        if (district == null) return caller.isOfWholeCity() ? null : List.copyOf(caller.districts());
        if (!districts.exists(district) || !caller.belongsTo(district))
            throw new ProblemException(ProblemType.NOT_FOUND, "No such district among yours.");
        return List.of(district);
    }
}
