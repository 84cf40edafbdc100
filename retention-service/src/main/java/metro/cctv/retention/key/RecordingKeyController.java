package metro.cctv.retention.key;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.contracts.recording.RecordingKey;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For ingest: public halves only. */
@RestController
class RecordingKeyController {
    private final RecordingKeys keys;
    private final Clock clock;

    RecordingKeyController(RecordingKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @GetMapping("/internal/recording-keys")
    List<RecordingKey> ahead(@RequestParam String district) {
        try {
            return keys.ahead(district, clock.instant().atZone(ZoneOffset.UTC).toLocalDate());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.INVALID_FIELD, e.getMessage() + ".");
        }
    }
}
