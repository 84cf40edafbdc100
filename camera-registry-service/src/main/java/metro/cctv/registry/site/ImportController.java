package metro.cctv.registry.site;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.paging.Cursor;
import metro.cctv.chassis.paging.Page;
import metro.cctv.contracts.access.Capability;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/cameras/import}: files in, as jobs with a report. For those who run cameras. */
@RestController
@RequestMapping("/api/cameras/import")
class ImportController {
    private static final int MAX_JOBS = 100;
    private static final int MAX_LINES = 500;
    private static final int CSV_LINES = 2_000;

    private final ImportJobs jobs;
    private final ImportJobStore store;
    private final AuditTrail audit;

    ImportController(ImportJobs jobs, ImportJobStore store, AuditTrail audit) {
        this.jobs = jobs;
        this.store = store;
        this.audit = audit;
    }

    @PostMapping(
            consumes = {
                "text/csv",
                "application/geo+json",
                MediaType.APPLICATION_JSON_VALUE,
                MediaType.APPLICATION_OCTET_STREAM_VALUE
            })
    @Operation(
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            description = "The file itself",
                            required = true,
                            content = {
                                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                                @Content(mediaType = "application/geo+json", schema = @Schema(type = "object")),
                                @Content(
                                        mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                        schema = @Schema(type = "string", format = "binary"))
                            }))
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = ImportJob.class)))
    ResponseEntity<ImportJob> begin(
            @RequestParam String format,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam @Nullable String encoding,
            Caller caller,
            HttpServletRequest request)
            throws IOException {
        caller.require(Capability.CAMERAS);
        FileFormat wanted = FileFormat.of(format);
        TextEncoding told = TextEncoding.told(encoding);
        ImportJob job = jobs.begin(
                wanted,
                dryRun,
                told,
                request.getContentLengthLong(),
                request.getInputStream(),
                caller,
                begun -> audit.allowed(
                        caller,
                        Access.to(
                                        dryRun ? "camera.import.try" : "camera.import",
                                        "import",
                                        begun.id().toString())
                                .from(request.getRemoteAddr())));
        return ResponseEntity.accepted()
                .location(URI.create("/api/cameras/import/" + job.id()))
                .body(job);
    }

    @GetMapping
    JobList list(Caller caller) {
        caller.require(Capability.CAMERAS);
        return new JobList(jobs.list(caller, MAX_JOBS));
    }

    @GetMapping("/{jobId}")
    ImportJob get(@PathVariable String jobId, Caller caller) {
        return job(jobId, caller);
    }

    @DeleteMapping("/{jobId}")
    ImportJob cancel(@PathVariable String jobId, Caller caller, HttpServletRequest request) {
        ImportJob job = job(jobId, caller);
        audit.allowed(
                caller,
                Access.to("camera.import.cancel", "import", job.id().toString()).from(request.getRemoteAddr()));
        return jobs.cancel(job);
    }

    @GetMapping("/{jobId}/errors")
    Page<LineView> errors(
            @PathVariable String jobId,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit,
            Caller caller) {
        ImportJob job = job(jobId, caller);
        int wanted = Math.clamp(limit, 1, MAX_LINES);
        Integer after = Cursor.read(cursor, 1, parts -> Integer.valueOf(parts[0]));
        return Page.of(store.findings(job.id(), after == null ? 0 : after, wanted + 1), wanted, l -> Cursor.of(l.n()))
                .map(LineView::of);
    }

    @GetMapping("/{jobId}/errors.csv")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    void errorsCsv(@PathVariable String jobId, Caller caller, HttpServletResponse response) throws IOException {
        ImportJob job = job(jobId, caller);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"import-" + job.id() + "-report.csv\"");
        try (Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
            CsvLine csv = new CsvLine(out);
            out.write('\ufeff');
            csv.write(List.of("row", "column", "value", "severity", "code", "reason"));
            int after = 0;
            List<ImportJobStore.Line> lines;
            do {
                lines = store.findings(job.id(), after, CSV_LINES);
                for (ImportJobStore.Line line : lines) {
                    csv.write(cells(line));
                    after = line.n();
                }
            } while (lines.size() == CSV_LINES);
        }
    }

    private static List<String> cells(ImportJobStore.Line line) {
        return List.of(
                line.row() == null ? "" : line.row().toString(),
                Cell.harmless(line.column() == null ? "" : line.column()),
                Cell.harmless(line.value() == null ? "" : line.value()),
                LineView.severity(line),
                line.code(),
                Cell.harmless(line.reason()));
    }

    private ImportJob job(String jobId, Caller caller) {
        caller.require(Capability.CAMERAS);
        return jobs.get(jobId, caller);
    }

    record JobList(List<ImportJob> items) {}

    record LineView(
            @Nullable Integer row,
            @Nullable String column,
            @Nullable String value,
            String code,
            String reason,
            String severity) {

        static LineView of(ImportJobStore.Line line) {
            return new LineView(line.row(), line.column(), line.value(), line.code(), line.reason(), severity(line));
        }

        static String severity(ImportJobStore.Line line) {
            return line.refused() ? "REFUSED" : "WARNING";
        }
    }
}
