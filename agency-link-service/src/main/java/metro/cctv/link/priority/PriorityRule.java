package metro.cctv.link.priority;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.link.activity.Unusual;
import org.jspecify.annotations.Nullable;

/** How much a camera is worth a look, in points, each with its reason. The figures are ours (ADR 0033); no source gives any. */
final class PriorityRule {
    static final double MOST = 100;
    private static final int BEHAVIOURS_COUNTED = 3;
    private static final double MOST_FOR_BEHAVIOURS = 60;
    private static final double MOST_FOR_ACTIVITY = 20;
    private static final double FOR_INCIDENT = 30;
    /** As half way to the farthest that counts. */
    private static final double FOR_FOREIGN_INCIDENT = 15;

    private static final double FOR_UNSEEN = 15;
    /** An alert that nobody has decided on never falls below this part of its points: time alone settles nothing. */
    private static final double OPEN_AT_LEAST = 0.5;

    /** Deviations up to this many robust standard deviations are an ordinary day. */
    private static final double USUAL_DEVIATIONS = 3;

    private static final double POINTS_PER_DEVIATION = 4;

    private PriorityRule() {}

    enum Code {
        BEHAVIOUR,
        ACTIVITY,
        INCIDENT,
        UNSEEN
    }

    /** @param facts what a screen needs to say it in words */
    record Reason(Code code, double points, Map<String, Object> facts) {}

    /** @param score 0 to 1; {@code open}: nobody has decided on it */
    record SeenBehaviour(UUID alertId, Behaviour behaviour, double score, Duration age, boolean open) {}

    /** An open incident near by. */
    sealed interface NearIncident {
        record Own(UUID incidentId, String kind, double distanceM) implements NearIncident {}

        /** Another district's, which is not shown here: points by the metre would tell where it is. */
        record Foreign() implements NearIncident {}
    }

    record CameraFacts(
            List<SeenBehaviour> behaviours,
            @Nullable Unusual activity,
            @Nullable NearIncident incident,
            Duration unseen) {}

    /** @param points 0 to 100; {@code hot}: without what mere time adds */
    record Score(double points, double hot, List<Reason> reasons) {}

    /**
     * @param weights points of a fresh and certain alert by behaviour
     * @param usualWeight of a behaviour that has none
     */
    record Scale(
            Map<Behaviour, Integer> weights,
            int usualWeight,
            Duration halfLife,
            double incidentWithinM,
            Duration seenWithin) {}

    static Score score(CameraFacts facts, Scale scale) {
        List<Reason> reasons = new ArrayList<>(behaviours(facts.behaviours(), scale));
        Unusual activity = facts.activity();
        if (activity != null) add(reasons, activity(activity));
        NearIncident incident = facts.incident();
        if (incident != null) add(reasons, incident(incident, scale.incidentWithinM()));
        double hot = Math.min(MOST, sum(reasons));
        add(reasons, unseen(facts.unseen(), scale.seenWithin()));
        reasons.sort(Comparator.comparingDouble(Reason::points).reversed());
        return new Score(rounded(Math.min(MOST, sum(reasons))), rounded(hot), List.copyOf(reasons));
    }

    /** The three strongest; a camera with twenty alerts is not seven times as urgent. */
    private static List<Reason> behaviours(List<SeenBehaviour> seen, Scale scale) {
        List<Reason> strongest = seen.stream()
                .map(one -> behaviour(one, scale))
                .sorted(Comparator.comparingDouble(Reason::points).reversed())
                .limit(BEHAVIOURS_COUNTED)
                .toList();
        double sum = sum(strongest);
        if (sum <= MOST_FOR_BEHAVIOURS) return strongest;
        double shrink = MOST_FOR_BEHAVIOURS / sum;
        return strongest.stream()
                .map(one -> new Reason(one.code(), rounded(one.points() * shrink), one.facts()))
                .toList();
    }

    private static Reason behaviour(SeenBehaviour seen, Scale scale) {
        double halfLives =
                Math.max(0, seen.age().toMillis()) / (double) scale.halfLife().toMillis();
        double fresh = Math.pow(0.5, halfLives);
        double left = seen.open() ? Math.max(OPEN_AT_LEAST, fresh) : fresh;
        double certain = 0.5 + 0.5 * seen.score();
        int weight = scale.weights().getOrDefault(seen.behaviour(), scale.usualWeight());
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("behaviour", seen.behaviour());
        facts.put("alertId", seen.alertId());
        facts.put("secondsAgo", Math.max(0, seen.age().toSeconds()));
        return new Reason(Code.BEHAVIOUR, rounded(weight * certain * left), facts);
    }

    private static Reason activity(Unusual activity) {
        double points = (activity.deviations() - USUAL_DEVIATIONS) * POINTS_PER_DEVIATION;
        return new Reason(
                Code.ACTIVITY,
                rounded(Math.clamp(points, 0, MOST_FOR_ACTIVITY)),
                Map.of("arrivals", activity.arrivals(), "usual", rounded(activity.usual())));
    }

    private static Reason incident(NearIncident near, double withinM) {
        return switch (near) {
            case NearIncident.Foreign foreign -> new Reason(Code.INCIDENT, FOR_FOREIGN_INCIDENT, Map.of());
            case NearIncident.Own own -> {
                Map<String, Object> facts = new LinkedHashMap<>();
                facts.put("incidentId", own.incidentId());
                facts.put("kind", own.kind());
                facts.put("distanceM", Math.round(own.distanceM()));
                double closeness = Math.clamp(1 - own.distanceM() / withinM, 0, 1);
                yield new Reason(Code.INCIDENT, rounded(FOR_INCIDENT * closeness), facts);
            }
        };
    }

    private static Reason unseen(Duration unseen, Duration within) {
        double part = Math.clamp(unseen.toMillis() / (double) within.toMillis(), 0, 1);
        return new Reason(Code.UNSEEN, rounded(FOR_UNSEEN * part), Map.of("minutes", Math.max(0, unseen.toMinutes())));
    }

    private static void add(List<Reason> reasons, Reason reason) {
        if (reason.points() > 0) reasons.add(reason);
    }

    private static double sum(List<Reason> reasons) {
        return reasons.stream().mapToDouble(Reason::points).sum();
    }

    private static double rounded(double points) {
        return Math.round(points * 10) / 10.0;
    }
}
