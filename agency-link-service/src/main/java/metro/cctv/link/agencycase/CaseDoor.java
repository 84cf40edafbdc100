package metro.cctv.link.agencycase;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import metro.cctv.chassis.door.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The doors of one service of one agency; a service only adds its address and its own words for a new case. */
public abstract class CaseDoor<R extends CaseReport> {
    private final AgencyCases cases;
    private final String agency;
    private final String service;

    protected CaseDoor(AgencyCases cases, String agency, String service) {
        this.cases = cases;
        this.agency = agency;
        this.service = service;
    }

    /**
     * At which door somebody stands.
     *
     * @param from the caller's network address, for the ledger
     */
    public record At(Caller caller, String agency, String service, String from) {}

    /** Where the target was seen. */
    public record MoveTarget(@NotNull Double lon, @NotNull Double lat) {}

    /** @param unit only the one that is back; null: all of the case. Of a room's case there are none. */
    public record CloseCase(
            @NotBlank @Size(max = 500) String reason,

            @Nullable @Pattern(regexp = NewCase.UNIT) String unit) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    public OpenedCase open(
            Caller caller,
            @Valid @RequestBody R body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request) {
        return cases.open(at(caller, request), body.toCase(), key);
    }

    /** Reading an open case also prolongs its grants. */
    @GetMapping("/{caseNo}")
    public CaseView get(Caller caller, @PathVariable String caseNo, HttpServletRequest request) {
        return cases.get(at(caller, request), caseNo);
    }

    /** Cameras follow the target; the answer has tickets for those that begin. */
    @PatchMapping("/{caseNo}/target")
    public CaseView move(
            Caller caller,
            @PathVariable String caseNo,
            @Valid @RequestBody MoveTarget body,
            HttpServletRequest request) {
        return cases.move(at(caller, request), caseNo, body.lon(), body.lat());
    }

    @PostMapping("/{caseNo}/close")
    public CaseView close(
            Caller caller,
            @PathVariable String caseNo,
            @Valid @RequestBody CloseCase body,
            HttpServletRequest request) {
        return cases.close(at(caller, request), caseNo, body.unit(), body.reason());
    }

    private At at(Caller caller, HttpServletRequest request) {
        return new At(caller, agency, service, request.getRemoteAddr());
    }
}
