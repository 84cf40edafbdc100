package metro.cctv.link.fire;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.link.agencycase.NewCase;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Fire sensors in houses: which room, and whether somebody there cannot leave alone. */
@RestController
@RequestMapping("/api/link/fire-sensors")
class FireController {
    private final Fires fires;

    FireController(Fires fires) {
        this.fires = fires;
    }

    /**
     * @param floor as people there say it, e.g. {@code B1} or {@code 3}
     * @param occupants who cannot leave by themselves; null: unknown
     */
    record FireSignal(
            @NotNull @Pattern(regexp = NewCase.CASE_NO) String sensorId,
            @NotBlank @Size(max = 200) String building,
            @Nullable @Size(min = 1, max = 20) String floor,
            @Nullable @Size(min = 1, max = 50) String room,
            @Nullable @Min(0) @Max(1000) Integer occupants,
            @NotNull Double lon,
            @NotNull Double lat) {}

    /** @param notified whether this signal was the one that 119 was told of */
    record Taken(UUID fireId, boolean notified) {}

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Taken signal(Caller caller, @Valid @RequestBody FireSignal body, HttpServletRequest request) {
        return fires.take(caller, body, request.getRemoteAddr());
    }
}
