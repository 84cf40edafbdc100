package metro.cctv.simulator.rtsp;

import org.jspecify.annotations.Nullable;

/** The media of a stream and their {@code a=control} names. */
enum Track {
    VIDEO("trackID=0"),
    AUDIO("trackID=1");

    private final String control;

    Track(String control) {
        this.control = control;
    }

    String control() {
        return control;
    }

    static @Nullable Track ofControl(String control) {
        for (Track track : values()) if (track.control.equals(control)) return track;
        return null;
    }
}
