package metro.cctv.link.selection;

import metro.cctv.link.camera.NearbyCamera;

/** @param reason one line for a person: why this camera */
public record ChosenCamera(NearbyCamera camera, View view, String reason) {

    /** What the camera shows of the place, best first. */
    public enum View {
        SEES("faces the place"),
        CAN_TURN("can turn to the place"),
        LOOKS_AWAY("near, but looks elsewhere");

        private final String words;

        View(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
