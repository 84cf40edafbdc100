package metro.cctv.registry.ptz;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command as it comes in; {@link PtzRequestRule} makes sense of it. */
record PtzRequest(
        @Nullable String command,
        @Nullable Double pan,
        @Nullable Double tilt,
        @Nullable Double zoom,
        @Nullable String preset,
        @Nullable Double panDeg,
        @Nullable Double tiltDeg,
        @Nullable List<@Nullable String> presets,
        @Nullable Integer dwellSeconds,
        @Nullable String purpose,
        @Nullable String caseNo) {}
