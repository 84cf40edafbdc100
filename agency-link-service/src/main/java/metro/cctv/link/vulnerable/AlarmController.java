package metro.cctv.link.vulnerable;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.agencycase.NewCase;
import metro.cctv.link.incident.IncidentRoles;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Alarms about vulnerable people: in from a telephone company or an app, worked on by the centre. */
@RestController
@RequestMapping("/api/link/vulnerable")
class AlarmController {
    private final Alarms alarms;
    private final AlarmStore store;
    private final AlarmProperties properties;

    AlarmController(Alarms alarms, AlarmStore store, AlarmProperties properties) {
        this.alarms = alarms;
        this.store = store;
        this.properties = properties;
    }

    /** @param photo of the person, a JPEG in Base64 */
    record RaiseAlarm(
            @NotNull @Pattern(regexp = NewCase.CASE_NO) String alarmNo,
            @NotNull Alarm.Relation relation,
            @NotBlank @Size(max = 2000) String summary,
            @NotNull Double lon,
            @NotNull Double lat,
            @Nullable @Size(max = 400_000) String photo) {}

    /** What the sender learns: that people look. No picture of a street goes to it. */
    record Raised(UUID alarmId, String alarmNo) {}

    record MovePerson(@NotNull Double lon, @NotNull Double lat) {}

    record CloseAlarm(
            @NotBlank @Size(max = 100) String reason,
            @Nullable @Size(min = 1, max = 500) String remark) {}

    record AlarmList(List<AlarmView> items) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Raised raise(Caller caller, @Valid @RequestBody RaiseAlarm body, HttpServletRequest request) {
        var wanted = new Alarms.NewAlarm(
                body.alarmNo(), body.relation(), body.summary(), body.lon(), body.lat(), jpeg(body.photo()));
        Alarm alarm = alarms.raise(caller, wanted, request.getRemoteAddr());
        return new Raised(alarm.alarmId(), alarm.alarmNo());
    }

    /** By the sender, with its own number. */
    @PatchMapping("/{alarmNo}/place")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void move(
            Caller caller,
            @PathVariable String alarmNo,
            @Valid @RequestBody MovePerson body,
            HttpServletRequest request) {
        alarms.move(caller, alarmNo, body.lon(), body.lat(), request.getRemoteAddr());
    }

    /** Newest first, of the caller's districts. */
    @GetMapping
    AlarmList list(
            Caller caller,
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(defaultValue = "100") int limit) {
        IncidentRoles.requireReader(caller);
        boolean onlyOpen = switch (state) {
            case "open" -> true;
            case "all" -> false;
            default -> throw new IllegalArgumentException("state: open or all");
        };
        return new AlarmList(alarms.views(store.list(caller, onlyOpen, Math.clamp(limit, 1, 500))));
    }

    @GetMapping("/{alarmId}")
    AlarmView get(Caller caller, @PathVariable UUID alarmId) {
        IncidentRoles.requireReader(caller);
        return alarms.view(alarms.own(caller, alarmId));
    }

    /** For the centre, and for an agency that takes part; 404 once it is purged. */
    @GetMapping(path = "/{alarmId}/photo.jpg", produces = MediaType.IMAGE_JPEG_VALUE)
    ResponseEntity<byte[]> photo(Caller caller, @PathVariable UUID alarmId, HttpServletRequest request) {
        boolean looksByCase = Alarms.looksByCase(caller);
        if (!looksByCase) IncidentRoles.requireWorker(caller);
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(alarms.photo(caller, alarmId, request.getRemoteAddr()));
    }

    @PostMapping("/{alarmId}/take")
    AlarmView take(Caller caller, @PathVariable UUID alarmId, HttpServletRequest request) {
        IncidentRoles.requireWorker(caller);
        return alarms.view(alarms.take(caller, alarmId, request.getRemoteAddr()));
    }

    /** A person has looked: the police hear of it and see what the centre sees. */
    @PostMapping("/{alarmId}/confirm")
    AlarmView confirm(Caller caller, @PathVariable UUID alarmId, HttpServletRequest request) {
        IncidentRoles.requireWorker(caller);
        alarms.confirm(caller, alarmId, request.getRemoteAddr());
        return alarms.view(alarms.own(caller, alarmId));
    }

    /** Over, or false: picture and place are destroyed in the same step. */
    @PostMapping("/{alarmId}/close")
    AlarmView close(
            Caller caller,
            @PathVariable UUID alarmId,
            @Valid @RequestBody CloseAlarm body,
            HttpServletRequest request) {
        IncidentRoles.requireWorker(caller);
        alarms.close(caller, alarmId, body.reason(), body.remark(), request.getRemoteAddr());
        return alarms.view(alarms.own(caller, alarmId));
    }

    private byte @Nullable [] jpeg(@Nullable String base64) {
        if (base64 == null) return null;
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.INVALID_FIELD, "photo: not Base64");
        }
        boolean isJpeg =
                bytes.length > 3 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8 && bytes[2] == (byte) 0xff;
        if (!isJpeg || bytes.length > properties.maxPhotoBytes())
            throw new ProblemException(
                    ProblemType.INVALID_FIELD, "photo: a JPEG of at most " + properties.maxPhotoBytes() + " bytes");
        return bytes;
    }
}
