package metro.cctv.registry.ptz;

import java.time.Clock;
import java.util.List;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import org.springframework.stereotype.Component;

/** Where a command would lead, checked against what the head can and may do before anything is sent. */
@Component
class HeadTargets {
    /** A stick that points out of an arc at its very edge is refused; the watch does the rest. */
    private static final double STEP_DEG = 0.5;

    private final OnvifHeads heads;
    private final HeadWhereabouts whereabouts;
    private final PresetBook presets;
    private final HeadStore store;
    private final Clock clock;

    HeadTargets(OnvifHeads heads, HeadWhereabouts whereabouts, PresetBook presets, HeadStore store, Clock clock) {
        this.heads = heads;
        this.whereabouts = whereabouts;
        this.presets = presets;
        this.store = store;
        this.clock = clock;
    }

    /** @return what to send once it is written down */
    Runnable call(SteeredCamera camera, HeadSettings settings, PtzCommand command) {
        List<Arc> arcs = settings.arcs();
        return switch (command) {
            case PtzCommand.Stop stop -> () -> heads.stop(camera);
            case PtzCommand.Move move -> {
                if (!arcs.isEmpty()) checkMove(camera, arcs, move);
                yield () -> heads.move(camera, move);
            }
            case PtzCommand.GotoPreset(String token) -> {
                checkPreset(camera, arcs, token);
                yield () -> heads.gotoPreset(camera, token);
            }
            case PtzCommand.Goto place -> gotoPlace(camera, arcs, place);
            case PtzCommand.Home home -> {
                String preset = settings.homePreset();
                if (preset != null) checkPreset(camera, arcs, preset);
                else if (!arcs.isEmpty())
                    throw refused("The camera's own home is not known to lie in the approved arcs; set homePreset.");
                yield () -> home(camera, preset);
            }
            case PtzCommand.Patrol patrol -> {
                for (String token : patrol.presets()) checkPreset(camera, arcs, token);
                yield () -> heads.gotoPreset(camera, patrol.presets().getFirst());
            }
        };
    }

    void checkPreset(SteeredCamera camera, List<Arc> arcs, String token) {
        Preset preset = presets.find(camera.cameraId(), token)
                .or(() -> readPresets(camera).stream()
                        .filter(p -> p.token().equals(token))
                        .findFirst())
                .orElseThrow(() -> refused("The camera has no preset " + printable(token) + "."));
        if (arcs.isEmpty()) return;
        HeadPosition position = preset.position();
        if (position == null)
            throw refused("Nobody knows where preset " + printable(token)
                    + " looks, and the camera may look only into its approved arcs.");
        if (!ArcRule.isInside(arcs, position))
            throw refused("Preset " + printable(token) + " looks out of the approved arcs.");
    }

    /** Asks the camera, and remembers what it says. */
    List<Preset> readPresets(SteeredCamera camera) {
        List<Preset> told = heads.presets(camera);
        presets.replace(camera.cameraId(), told);
        store.presetsRead(camera.cameraId(), clock.instant());
        return told;
    }

    private Runnable gotoPlace(SteeredCamera camera, List<Arc> arcs, PtzCommand.Goto place) {
        if (!ArcRule.isInside(arcs, new HeadPosition(place.panDeg(), place.tiltDeg(), 1)))
            throw refused("That place lies outside the approved arcs.");
        HeadScale scale = heads.scale(camera);
        if (!scale.knowsDegrees())
            throw refused("Nobody knows what degrees mean to this head: its ptzRange is not entered.");
        HeadScale.Numbers to = scale.numbers(place.panDeg(), place.tiltDeg(), place.zoom())
                .orElseThrow(() -> refused("The head cannot look there: " + reach(camera)));
        return () -> heads.gotoPlace(camera, to);
    }

    private void checkMove(SteeredCamera camera, List<Arc> arcs, PtzCommand.Move move) {
        HeadPosition here = whereabouts.look(camera);
        if (here == null)
            throw refused("The camera does not say where it looks, and it may look only into its approved arcs;"
                    + " send it to a preset.");
        if (ArcRule.leads(arcs, here, Math.signum(move.pan()) * STEP_DEG, Math.signum(move.tilt()) * STEP_DEG))
            throw refused("That way leads out of the approved arcs.");
    }

    private void home(SteeredCamera camera, @org.jspecify.annotations.Nullable String preset) {
        if (preset != null) heads.gotoPreset(camera, preset);
        else heads.gotoHome(camera);
    }

    private static String reach(SteeredCamera camera) {
        var range = camera.range();
        if (range == null) return "its range is not entered.";
        return "pan %.0f to %.0f, tilt %.0f to %.0f degrees, zoom 1 to %.0f."
                .formatted(
                        range.panFromDeg(), range.panToDeg(), range.tiltFromDeg(), range.tiltToDeg(), range.maxZoom());
    }

    private static String printable(String token) {
        return "\"" + token.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?") + "\"";
    }

    private static ProblemException refused(String words) {
        return new ProblemException(ProblemType.PTZ_REFUSED, words);
    }
}
