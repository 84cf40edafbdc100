package metro.cctv.registry.ptz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From fields to a command, or the precise reason why not. A field of another command is refused: it may be a slip. */
final class PtzRequestRule {
    static final int MIN_PURPOSE = 3;
    static final int MAX_PURPOSE = 200;
    static final int MAX_CASE_NO = 64;
    static final int MAX_TOKEN = 64;
    static final int MAX_PATROL = 16;
    private static final int MIN_DWELL_S = 5;
    private static final int MAX_DWELL_S = 3600;
    private static final double MAX_ZOOM = 100;

    private PtzRequestRule() {}

    /** @return the purpose without blanks at its ends; null where there is none worth the name */
    static @Nullable String purpose(@Nullable String given) {
        if (given == null) return null;
        String purpose = given.strip();
        boolean fits = purpose.length() >= MIN_PURPOSE
                && purpose.length() <= MAX_PURPOSE
                && purpose.chars().noneMatch(Character::isISOControl)
                && purpose.codePoints().filter(Character::isLetterOrDigit).count() >= MIN_PURPOSE - 1;
        return fits ? purpose : null;
    }

    static @Nullable String caseNo(@Nullable String given) {
        if (given == null || given.isBlank()) return null;
        if (given.length() > MAX_CASE_NO || given.chars().anyMatch(Character::isISOControl))
            throw wrong("caseNo: at most " + MAX_CASE_NO + " characters, none of them a control character");
        return given.strip();
    }

    static PtzCommand command(PtzRequest r) {
        if (r.command() == null) throw wrong("command: MOVE, STOP, GOTO_PRESET, GOTO, HOME or PATROL");
        return switch (r.command()) {
            case "MOVE" -> move(only(r, "pan", "tilt", "zoom"));
            case "STOP" -> {
                only(r);
                yield new PtzCommand.Stop();
            }
            case "GOTO_PRESET" ->
                new PtzCommand.GotoPreset(token("preset", only(r, "preset").preset()));
            case "GOTO" -> gotoPlace(only(r, "panDeg", "tiltDeg", "zoom"));
            case "HOME" -> {
                only(r);
                yield new PtzCommand.Home();
            }
            case "PATROL" -> patrol(only(r, "presets", "dwellSeconds"));
            default -> throw wrong("command: MOVE, STOP, GOTO_PRESET, GOTO, HOME or PATROL");
        };
    }

    private static PtzCommand move(PtzRequest r) {
        if (r.pan() == null && r.tilt() == null && r.zoom() == null)
            throw wrong("MOVE: at least one of pan, tilt and zoom");
        double pan = speed("pan", r.pan());
        double tilt = speed("tilt", r.tilt());
        double zoom = speed("zoom", r.zoom());
        // A stick that is let go.
        return pan == 0 && tilt == 0 && zoom == 0 ? new PtzCommand.Stop() : new PtzCommand.Move(pan, tilt, zoom);
    }

    private static PtzCommand gotoPlace(PtzRequest r) {
        if (r.panDeg() == null) throw wrong("panDeg: is missing");
        if (r.tiltDeg() == null) throw wrong("tiltDeg: is missing");
        return new PtzCommand.Goto(
                within("panDeg", r.panDeg(), -360, 360),
                within("tiltDeg", r.tiltDeg(), -90, 90),
                r.zoom() == null ? null : within("zoom", r.zoom(), 1, MAX_ZOOM));
    }

    private static PtzCommand patrol(PtzRequest r) {
        List<@Nullable String> presets = r.presets();
        if (presets == null || presets.size() < 2 || presets.size() > MAX_PATROL)
            throw wrong("presets: 2 to " + MAX_PATROL + " tokens");
        if (r.dwellSeconds() == null || r.dwellSeconds() < MIN_DWELL_S || r.dwellSeconds() > MAX_DWELL_S)
            throw wrong("dwellSeconds: " + MIN_DWELL_S + " to " + MAX_DWELL_S);
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < presets.size(); i++) {
            String token = token("presets[" + i + "]", presets.get(i));
            if (!tokens.isEmpty() && tokens.getLast().equals(token))
                throw wrong("presets[" + i + "]: the same as the one before");
            tokens.add(token);
        }
        return new PtzCommand.Patrol(tokens, r.dwellSeconds());
    }

    /** ONVIF's ReferenceToken: at most 64 characters. */
    static String token(String field, @Nullable String token) {
        if (token == null
                || token.isBlank()
                || token.length() > MAX_TOKEN
                || token.chars().anyMatch(Character::isISOControl))
            throw wrong(field + ": a preset's token, 1 to " + MAX_TOKEN + " characters");
        return token;
    }

    private static double speed(String field, @Nullable Double value) {
        return value == null ? 0 : within(field, value, -1, 1);
    }

    private static double within(String field, double value, double min, double max) {
        if (!(value >= min && value <= max)) throw wrong(field + ": " + plain(min) + " to " + plain(max));
        return value;
    }

    private static String plain(double number) {
        return Long.toString(Math.round(number));
    }

    private static PtzRequest only(PtzRequest r, String... allowed) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        given.put("pan", r.pan());
        given.put("tilt", r.tilt());
        given.put("zoom", r.zoom());
        given.put("preset", r.preset());
        given.put("panDeg", r.panDeg());
        given.put("tiltDeg", r.tiltDeg());
        given.put("presets", r.presets());
        given.put("dwellSeconds", r.dwellSeconds());
        Set<String> fits = Set.of(allowed);
        given.forEach((field, value) -> {
            if (value != null && !fits.contains(field)) throw wrong(field + ": is no part of " + r.command());
        });
        return r;
    }

    private static IllegalArgumentException wrong(String words) {
        return new IllegalArgumentException(words + ".");
    }
}
