package metro.cctv.registry.ptz;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a camera is told to do. */
sealed interface PtzCommand {
    /** Word for the ledger. */
    String name();

    /** Speeds as shares of the camera's own full speed: pan right, tilt up, zoom in are positive. */
    record Move(double pan, double tilt, double zoom) implements PtzCommand {
        @Override
        public String name() {
            return "move";
        }
    }

    record Stop() implements PtzCommand {
        @Override
        public String name() {
            return "stop";
        }
    }

    record GotoPreset(String token) implements PtzCommand {
        @Override
        public String name() {
            return "preset";
        }
    }

    /** @param zoom magnification; null: stay as it is */
    record Goto(double panDeg, double tiltDeg, @Nullable Double zoom) implements PtzCommand {
        @Override
        public String name() {
            return "goto";
        }
    }

    record Home() implements PtzCommand {
        @Override
        public String name() {
            return "home";
        }
    }

    record Patrol(List<String> presets, int dwellSeconds) implements PtzCommand {
        public Patrol {
            presets = List.copyOf(presets);
        }

        @Override
        public String name() {
            return "patrol";
        }
    }
}
