package metro.cctv.analytics.analysis;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import metro.cctv.analytics.detection.DetectedObject;
import metro.cctv.analytics.detection.FrameRejected;
import metro.cctv.analytics.detection.ObjectDetector;
import metro.cctv.analytics.detection.ObjectDetector.Answer;
import metro.cctv.analytics.detection.ObjectDetector.Detections;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.model.ModelManifest.Role;
import metro.cctv.analytics.rollout.ServingModels;
import metro.cctv.analytics.rollout.ServingModels.Serving;
import metro.cctv.analytics.rollout.ShadowRunner;
import org.jspecify.annotations.Nullable;

/** One thread's detectors for the models that serve now. They change between two frames, so none is lost. */
final class FrameDetectors implements AutoCloseable {
    private final ServingModels models;
    private final ShadowRunner shadows;
    private final int most;
    private @Nullable Set set;

    /** @param most pictures in one run of a network */
    FrameDetectors(ServingModels models, ShadowRunner shadows, int most) {
        this.models = models;
        this.shadows = shadows;
        this.most = most;
    }

    private record Set(
            Serving serving,
            ObjectDetector objects,
            @Nullable ObjectDetector fire) {
        void close() {
            objects.close();
            if (fire != null) fire.close();
        }
    }

    /**
     * A picture to look at.
     *
     * @param forFire whether a zone of its camera asks for fire or smoke
     * @param compare whether models on trial may have it
     */
    record Picture(byte[] jpeg, boolean forFire, boolean compare) {}

    /** What came of one picture. */
    sealed interface Outcome {
        /**
         * @param fire what the model for fire and smoke found; empty where none is, or no zone asks for it
         * @param forFire whether a zone asked for it
         * @param serving the models that looked
         */
        record Looked(Detections objects, List<DetectedObject> fire, boolean forFire, Serving serving)
                implements Outcome {}

        record Refused(FrameRejected why) implements Outcome {}
    }

    /** @return in their order */
    List<Outcome> look(List<Picture> pictures) {
        Set current = current();
        long fromNs = System.nanoTime();
        List<Answer> objects = current.objects.detect(jpegs(pictures));
        long eachNs = (System.nanoTime() - fromNs) / Math.max(1, pictures.size());
        Map<Picture, Answer> fires = current.fire == null ? Map.of() : fires(pictures, objects, current.fire);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++)
            outcomes.add(outcome(pictures.get(i), objects.get(i), fires.get(pictures.get(i)), eachNs, current.serving));
        return outcomes;
    }

    /** Only pictures on which the first model did not stumble. */
    private static Map<Picture, Answer> fires(List<Picture> pictures, List<Answer> objects, ObjectDetector detector) {
        List<Picture> asked = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++)
            if (pictures.get(i).forFire() && objects.get(i) instanceof Answer.Found) asked.add(pictures.get(i));
        List<Answer> answers = detector.detect(jpegs(asked));
        Map<Picture, Answer> fires = new IdentityHashMap<>();
        for (int i = 0; i < asked.size(); i++) fires.put(asked.get(i), answers.get(i));
        return fires;
    }

    private Outcome outcome(Picture picture, Answer objects, @Nullable Answer fire, long eachNs, Serving serving) {
        if (objects instanceof Answer.Refused(FrameRejected why)) return new Outcome.Refused(why);
        if (fire instanceof Answer.Refused(FrameRejected why)) return new Outcome.Refused(why);
        Detections found = ((Answer.Found) objects).detections();
        List<DetectedObject> flames =
                fire instanceof Answer.Found(Detections detections) ? detections.objects() : List.of();
        if (picture.compare()) {
            shadows.offer(Role.OBJECTS, picture.jpeg(), found.objects(), eachNs);
            if (picture.forFire()) shadows.offer(Role.FIRE, picture.jpeg(), flames, eachNs);
        }
        return new Outcome.Looked(found, flames, picture.forFire(), serving);
    }

    private static List<byte[]> jpegs(List<Picture> pictures) {
        return pictures.stream().map(Picture::jpeg).toList();
    }

    private Set current() {
        Set known = set;
        while (true) {
            Serving serving = models.now();
            if (known != null && known.serving == serving) return known;
            try {
                Set next = open(serving);
                if (known != null) known.close();
                set = next;
                return next;
            } catch (IllegalStateException e) {
                if (models.now() == serving) throw e; // otherwise they changed again under our hands
            }
        }
    }

    private Set open(Serving serving) {
        var objects = new ObjectDetector(serving.objects(), most);
        try {
            LoadedModel fire = serving.fire();
            return new Set(serving, objects, fire == null ? null : new ObjectDetector(fire, most));
        } catch (RuntimeException e) {
            objects.close();
            throw e;
        }
    }

    @Override
    public void close() {
        Set known = set;
        set = null;
        if (known != null) known.close();
    }
}
