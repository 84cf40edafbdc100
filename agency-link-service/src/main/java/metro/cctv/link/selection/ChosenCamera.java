package metro.cctv.link.selection;

import java.util.List;
import metro.cctv.link.camera.NearbyCamera;
import org.jspecify.annotations.Nullable;

/**
 * @param reason one line for a person: why this camera
 * @param codes the same for programs
 * @param turnsTo the place that its head is to look at; null: it has none, or looks at a whole area
 */
public record ChosenCamera(
        NearbyCamera camera,
        View view,
        String reason,
        List<ReasonCode> codes,
        @Nullable Place turnsTo) {

    /** Degrees, WGS 84. */
    public record Place(double lon, double lat) {}

    /** What the camera shows of the place, best first. */
    public enum View {
        SEES("faces the place", ReasonCode.FACES_PLACE),
        CAN_TURN("can turn to the place", ReasonCode.CAN_TURN),
        LOOKS_AWAY("near, but looks elsewhere", ReasonCode.LOOKS_AWAY);

        private final String words;
        private final ReasonCode code;

        View(String words, ReasonCode code) {
            this.words = words;
            this.code = code;
        }

        ReasonCode code() {
            return code;
        }

        String words() {
            return words;
        }
    }
}
