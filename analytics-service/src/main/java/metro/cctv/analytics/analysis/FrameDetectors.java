package metro.cctv.analytics.analysis;

import java.util.List;
import metro.cctv.analytics.detection.DetectedObject;
import metro.cctv.analytics.detection.ObjectDetector;
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
    private @Nullable Set set;

    FrameDetectors(ServingModels models, ShadowRunner shadows) {
        this.models = models;
        this.shadows = shadows;
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
     * @param fire what the model for fire and smoke found; empty where none is, or no zone asks for it
     * @param forFire whether a zone asked for it
     * @param serving the models that looked
     */
    record Looked(Detections objects, List<DetectedObject> fire, boolean forFire, Serving serving) {}

    /**
     * @param forFire whether a zone of this camera asks for fire or smoke
     * @param compare whether models on trial may have this frame
     */
    Looked look(byte[] jpeg, boolean forFire, boolean compare) {
        Set current = current();
        long fromNs = System.nanoTime();
        Detections objects = current.objects.detect(jpeg);
        long objectsNs = System.nanoTime() - fromNs;
        List<DetectedObject> fire = List.of();
        long fireFromNs = System.nanoTime();
        if (forFire && current.fire != null) fire = current.fire.detect(jpeg).objects();
        if (compare) {
            shadows.offer(Role.OBJECTS, jpeg, objects.objects(), objectsNs);
            if (forFire) shadows.offer(Role.FIRE, jpeg, fire, System.nanoTime() - fireFromNs);
        }
        return new Looked(objects, fire, forFire, current.serving);
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

    private static Set open(Serving serving) {
        var objects = new ObjectDetector(serving.objects());
        try {
            LoadedModel fire = serving.fire();
            return new Set(serving, objects, fire == null ? null : new ObjectDetector(fire));
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
