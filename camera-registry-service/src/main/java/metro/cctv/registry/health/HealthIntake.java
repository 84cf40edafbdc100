package metro.cctv.registry.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import metro.cctv.contracts.health.StreamHealthChanged;
import metro.cctv.registry.health.HealthStore.Found;
import metro.cctv.registry.health.WordStore.Spoken;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes what ingest says, many words at a time. Idempotent, and deaf to an older word that comes late. Words on cameras
 * the registry does not know are counted and dropped.
 */
@Service
class HealthIntake {
    private final WordStore words;
    private final HealthStore states;
    private final DistrictLinks districts;
    private final HealthProperties settings;
    private final Clock clock;
    private final Counter unknown;

    HealthIntake(
            WordStore words,
            HealthStore states,
            DistrictLinks districts,
            HealthProperties settings,
            Clock clock,
            MeterRegistry meters) {
        this.words = words;
        this.states = states;
        this.districts = districts;
        this.settings = settings;
        this.clock = clock;
        this.unknown = meters.counter("cctv.health.unknown.camera");
    }

    @Transactional
    public void take(List<StreamHealthChanged> said) {
        if (said.isEmpty()) return;
        Instant now = clock.instant();
        Map<String, Spoken> known = words.of(
                said.stream().map(StreamHealthChanged::cameraId).distinct().toList());
        Map<String, Spoken> fresh = new TreeMap<>();
        for (StreamHealthChanged word : said) {
            Spoken camera = known.get(word.cameraId());
            if (camera == null) {
                unknown.increment();
                continue;
            }
            Spoken next = heard(camera, word, now);
            if (next == camera) continue;
            known.put(word.cameraId(), next);
            fresh.put(word.cameraId(), next);
        }
        words.store(fresh.values());
        districts.heard(latest(fresh.values()), settings.silenceAfter());
        states.apply(
                fresh.values().stream()
                        .filter(camera -> camera.main() != null)
                        .map(camera -> judged(camera, heardAt(camera), heardAt(camera)))
                        .toList(),
                now);
    }

    /** A recording gap of a camera that shows pictures. */
    @Transactional
    public void takeGaps(Map<String, Instant> gaps) {
        Instant now = clock.instant();
        List<Spoken> changed = new ArrayList<>();
        words.of(gaps.keySet()).values().forEach(camera -> {
            StreamWord main = camera.main();
            Instant at = gaps.get(camera.cameraId());
            if (main != null && at != null)
                changed.add(camera.with(StreamHealthChanged.Stream.MAIN, main.withGap(at.isAfter(now) ? now : at)));
        });
        words.store(changed);
        recheck(changed.stream().map(Spoken::cameraId).toList(), now);
    }

    /** Time went by, or the camera was taken out of service. Of one whose silence is known, only a word says more. */
    @Transactional
    public void recheck(Collection<String> cameraIds, Instant now) {
        Set<String> silent = states.silentAmong(cameraIds);
        List<Found> found = words.of(cameraIds).values().stream()
                .filter(camera -> camera.main() != null)
                .filter(camera -> !camera.inService() || !silent.contains(camera.cameraId()))
                .sorted(Comparator.comparing(Spoken::cameraId))
                .map(camera -> judged(camera, now, now))
                .toList();
        states.apply(found, now);
    }

    private Found judged(Spoken camera, Instant asOf, Instant heardAt) {
        return new Found(
                camera.cameraId(),
                camera.districtCode(),
                HealthRule.assess(camera.inService(), camera.main(), camera.sub(), settings, asOf),
                heardAt);
    }

    private static Spoken heard(Spoken camera, StreamHealthChanged said, Instant now) {
        StreamWord last = camera.of(said.stream());
        if (last == null) return camera.with(said.stream(), StreamWord.first(said, now));
        return last.then(said, now)
                .map(word -> camera.with(said.stream(), word))
                .orElse(camera);
    }

    /** The latest word on any of its streams; there is one. */
    private static Instant heardAt(Spoken camera) {
        StreamWord main = camera.main();
        StreamWord sub = camera.sub();
        if (main == null) return sub == null ? Instant.EPOCH : sub.at();
        return sub == null || main.at().isAfter(sub.at()) ? main.at() : sub.at();
    }

    private static Map<String, Instant> latest(Collection<Spoken> cameras) {
        Map<String, Instant> latest = new HashMap<>();
        for (Spoken camera : cameras)
            latest.merge(camera.districtCode(), heardAt(camera), (a, b) -> a.isAfter(b) ? a : b);
        return latest;
    }
}
