package metro.cctv.link.priority;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metro.cctv.link.activity.ActivityStore;
import metro.cctv.link.activity.Unusual;
import metro.cctv.link.priority.PriorityRule.CameraFacts;
import metro.cctv.link.priority.PriorityRule.NearIncident;
import metro.cctv.link.priority.PriorityRule.Score;
import metro.cctv.link.priority.PriorityRule.SeenBehaviour;
import metro.cctv.link.priority.SeenStore.LastSeen;
import metro.cctv.link.priority.WallRule.Watchable;
import org.springframework.stereotype.Component;

/** Every watchable camera of some districts with its points at a moment. */
@Component
class Priorities {
    private final SeenStore seen;
    private final HotFacts hot;
    private final ActivityStore activities;
    private final PriorityProperties properties;

    Priorities(SeenStore seen, HotFacts hot, ActivityStore activities, PriorityProperties properties) {
        this.seen = seen;
        this.hot = hot;
        this.activities = activities;
        this.properties = properties;
    }

    record Ranked(LastSeen camera, Instant dueAt, Score score) {
        Watchable watchable() {
            return new Watchable(camera.cameraId(), camera.districtCode(), dueAt, score.hot());
        }
    }

    /** @param shown cameras that are looked at anyway */
    Map<String, Ranked> of(Set<String> districts, Set<String> shown, Instant now) {
        Map<String, List<SeenBehaviour>> behaviours = hot.behaviours(districts, now);
        Map<String, NearIncident> incidents = hot.incidents(districts);
        Map<String, Unusual> activity = activities.unusual(districts, now);
        Set<String> always = new HashSet<>(shown);
        for (Map<String, ?> hot : List.of(behaviours, incidents, activity)) always.addAll(hot.keySet());
        Map<String, Ranked> ranked = new HashMap<>();
        for (LastSeen camera : seen.watchable(districts, always)) {
            var facts = new CameraFacts(
                    behaviours.getOrDefault(camera.cameraId(), List.of()),
                    activity.get(camera.cameraId()),
                    incidents.get(camera.cameraId()),
                    Duration.between(camera.seenAt(), now));
            ranked.put(
                    camera.cameraId(),
                    new Ranked(camera, dueAt(camera), PriorityRule.score(facts, properties.scale())));
        }
        return ranked;
    }

    /** Cameras of each district that are not among the ranked ones: they were all seen later than those. */
    Map<String, Integer> others(Set<String> districts, Map<String, Ranked> ranked) {
        if (ranked.size() < SeenStore.MOST_CAMERAS) return Map.of();
        Map<String, Integer> others = seen.counts(districts);
        for (Ranked one : ranked.values()) others.merge(one.camera().districtCode(), -1, Integer::sum);
        others.values().removeIf(left -> left <= 0);
        return others;
    }

    /** Whose time ran out while it was away has its time anew: nobody could have seen it. */
    private Instant dueAt(LastSeen camera) {
        Instant due = camera.seenAt().plus(properties.seenWithin());
        Instant back = camera.onlineSince();
        return back == null || due.isAfter(back) ? due : back.plus(properties.seenWithin());
    }
}
