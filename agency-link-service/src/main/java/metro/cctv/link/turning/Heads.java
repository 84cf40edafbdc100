package metro.cctv.link.turning;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.link.registry.RegistryCalls;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The registry's doors for heads: it knows presets, approved arcs and what hides a place, and keeps the ledger of it. */
final class Heads {
    private static final int MOST_CAMERAS = 200;
    /** Where nobody entered how high a lens hangs, metres; the registry takes the same. */
    private static final double USUAL_HEIGHT_M = 5;

    private final RegistryCalls registry;

    Heads(RegistryCalls registry) {
        this.registry = registry;
    }

    sealed interface Result {
        /** @param words for a person: where it looks now */
        record Done(String words) implements Result {}

        /** It may work in a moment. */
        record Later(String why) implements Result {}

        record Refused(String why) implements Result {}
    }

    /** @param words where it is going to look */
    private sealed interface Aim {
        record At(@Nullable String preset, double panDeg, double tiltDeg, String words) implements Aim {}

        record Nowhere(Result why) implements Aim {}
    }

    Result turn(Turn turn) {
        return switch (aim(turn)) {
            case Aim.Nowhere(Result why) -> why;
            case Aim.At at -> {
                Map<String, Object> body = new LinkedHashMap<>();
                body.put("agency", turn.agency());
                body.put("caseNo", turn.caseNo());
                body.put("purpose", turn.purpose());
                if (at.preset() != null) body.put("preset", at.preset());
                else {
                    body.put("panDeg", at.panDeg());
                    body.put("tiltDeg", at.tiltDeg());
                }
                yield told(registry.call("POST", door(turn), EventJson.MAPPER.writeValueAsString(body)), at.words());
            }
        };
    }

    Result giveBack(Turn turn) {
        String path = door(turn) + "?agency=" + encoded(String.valueOf(turn.agency())) + "&caseNo="
                + encoded(String.valueOf(turn.caseNo()));
        return told(registry.call("DELETE", path, null), "turned back");
    }

    private Aim aim(Turn turn) {
        String path = String.format(
                Locale.ROOT, "/api/cameras/sees?lon=%.6f&lat=%.6f&limit=%d", turn.lon(), turn.lat(), MOST_CAMERAS);
        RegistryCalls.Answer answer = registry.call("GET", path, null);
        if (answer.status() != 200)
            return new Aim.Nowhere(new Result.Later("the registry answered " + answer.status()));
        JsonNode sees = EventJson.MAPPER.readTree(answer.body());
        for (JsonNode item : sees.path("items"))
            if (item.at("/camera/cameraId").asString().equals(turn.cameraId())) return aim(item);
        for (JsonNode hidden : sees.path("hidden"))
            if (hidden.path("cameraId").asString().equals(turn.cameraId()))
                return new Aim.Nowhere(new Result.Refused(
                        "the place is hidden behind " + hidden.path("behind").asString()));
        return new Aim.Nowhere(new Result.Refused("the place is out of its reach"));
    }

    private static Aim aim(JsonNode sight) {
        if (!sight.path("how").asString().equals("PTZ"))
            return new Aim.Nowhere(new Result.Refused("the registry knows it as fixed"));
        double pan = sight.path("bearingDeg").asDouble();
        JsonNode height = sight.at("/camera/heightM");
        double tilt = -Math.toDegrees(Math.atan2(
                height.isNumber() ? height.asDouble() : USUAL_HEIGHT_M,
                Math.max(1, sight.path("distanceM").asDouble())));
        if (sight.path("preset").isString()) {
            String preset = sight.path("preset").asString();
            return new Aim.At(preset, pan, tilt, "turned to preset " + preset);
        }
        return new Aim.At(null, pan, tilt, String.format(Locale.ROOT, "turned to %.0f degrees", pan));
    }

    /** Held by another hand, slow, or the grant not through yet: all of that passes. */
    private static Result told(RegistryCalls.Answer answer, String words) {
        if (answer.status() / 100 == 2) return new Result.Done(words);
        String type = "";
        String detail = "status " + answer.status();
        try {
            JsonNode problem = EventJson.MAPPER.readTree(answer.body());
            type = problem.path("type").asString();
            detail = problem.path("detail").asString(detail);
        } catch (JacksonException e) {
            detail += ", no problem we can read";
        }
        boolean lasting =
                List.of(":ptz-refused", ":not-found", ":invalid-field").stream().anyMatch(type::endsWith);
        return lasting ? new Result.Refused(detail) : new Result.Later(detail);
    }

    private static String door(Turn turn) {
        return "/internal/cameras/" + encoded(turn.cameraId()) + "/ptz";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
