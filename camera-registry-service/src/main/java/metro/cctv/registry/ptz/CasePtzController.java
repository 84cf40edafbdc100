package metro.cctv.registry.ptz;

import jakarta.servlet.http.HttpServletRequest;
import metro.cctv.chassis.door.Caller;
import metro.cctv.registry.ptz.CaseSteering.OfCase;
import metro.cctv.registry.ptz.Steering.Hand;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For agency-link: a case turns a camera and gives it back. */
@RestController
@RequestMapping("/internal/cameras/{cameraId}/ptz")
class CasePtzController {
    private final SteeredCameras cameras;
    private final CaseSteering steering;

    CasePtzController(SteeredCameras cameras, CaseSteering steering) {
        this.cameras = cameras;
        this.steering = steering;
    }

    /**
     * @param agency whose case it is; CENTRE for the centre's own
     * @param preset to go to; null: {@code panDeg} and {@code tiltDeg} say where
     */
    record CaseTurn(
            @Nullable String agency,
            @Nullable String caseNo,
            @Nullable String purpose,
            @Nullable String preset,
            @Nullable Double panDeg,
            @Nullable Double tiltDeg) {

        PtzCommand command() {
            String name = preset == null ? "GOTO" : "GOTO_PRESET";
            return PtzRequestRule.command(
                    new PtzRequest(name, null, null, null, preset, panDeg, tiltDeg, null, null, null, null));
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void turn(@PathVariable String cameraId, @RequestBody CaseTurn body, Caller caller, HttpServletRequest request) {
        OfCase cause = cause(body.agency(), body.caseNo());
        String purpose = PtzRequestRule.purpose(body.purpose());
        if (purpose == null) throw new IllegalArgumentException("purpose: 3 to 200 characters.");
        PtzCommand command = body.command();
        steering.turn(cameras.get(cameraId), cause, purpose, command, new Hand(caller, request.getRemoteAddr()));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(
            @PathVariable String cameraId,
            @RequestParam String agency,
            @RequestParam String caseNo,
            Caller caller,
            HttpServletRequest request) {
        steering.end(cameras.get(cameraId), cause(agency, caseNo), new Hand(caller, request.getRemoteAddr()));
    }

    private static OfCase cause(@Nullable String agency, @Nullable String caseNo) {
        String number = PtzRequestRule.caseNo(caseNo);
        if (number == null) throw new IllegalArgumentException("caseNo: is missing.");
        if (agency == null || !agency.matches("[A-Z0-9_]{1,32}"))
            throw new IllegalArgumentException("agency: capital letters, digits and _.");
        return new OfCase(agency, number);
    }
}
