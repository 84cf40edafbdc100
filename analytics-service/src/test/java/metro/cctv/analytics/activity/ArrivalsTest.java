package metro.cctv.analytics.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import metro.cctv.analytics.activity.Arrivals.Count;
import metro.cctv.contracts.detection.Box;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final Instant AT = Instant.parse("2026-11-22T03:00:00Z");

    private final Arrivals arrivals = new Arrivals();

    @Test
    void whoStaysOrComesBackIntoThePictureCountsOnce() {
        saw("DJ-1", 1, 2);
        saw("DJ-1", 2);
        saw("DJ-1", 1, 2, 3);
        saw("DJ-2", 7);
        assertThat(arrivals.take(AT)).containsExactlyInAnyOrder(count("DJ-1", 3), count("DJ-2", 1));
    }

    @Test
    void eachMinuteIsToldOnceAndAQuietOneNot() {
        saw("DJ-1", 1);
        arrivals.take(AT);
        saw("DJ-1", 1);
        assertThat(arrivals.take(AT)).isEmpty();
        saw("DJ-1", 2);
        assertThat(arrivals.take(AT)).containsExactly(count("DJ-1", 1));
    }

    @Test
    void aCameraThatIsStillForAnHourIsForgotten() {
        saw("DJ-1", 5);
        arrivals.take(AT.plus(Duration.ofMinutes(61)));
        saw("DJ-1", 5);
        assertThat(arrivals.take(AT)).as("met anew").containsExactly(count("DJ-1", 1));
    }

    private void saw(String cameraId, long... tracks) {
        List<TrackedObject> objects = LongStream.of(tracks)
                .mapToObj(id -> new TrackedObject(id, ObjectClass.PERSON, 0.9, new Box(0.1, 0.1, 0.1, 0.2)))
                .toList();
        arrivals.saw(cameraId, "DJ-SEO", AT, objects);
    }

    private static Count count(String cameraId, int arrivals) {
        return new Count(cameraId, "DJ-SEO", arrivals);
    }
}
