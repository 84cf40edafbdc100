package metro.cctv.analytics.rollout;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.model.ModelManifest;
import metro.cctv.analytics.model.ModelManifest.Role;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The networks in memory. Workers ask before each frame and change between two frames; what they leave is freed when the last of
 * them has left it.
 */
@Component
public class ServingModels implements DisposableBean {
    private volatile Serving serving;

    ServingModels(ModelCatalogue catalogue) {
        this.serving = new Serving(Map.of(Role.OBJECTS, catalogue.loadConfigured()), Map.of());
    }

    /** @param active of each role; for objects there always is one */
    public record Serving(Map<Role, LoadedModel> active, Map<Role, Shadow> shadows) {
        public LoadedModel objects() {
            return Objects.requireNonNull(active.get(Role.OBJECTS));
        }

        public @Nullable LoadedModel fire() {
            return active.get(Role.FIRE);
        }

        /** The model that found it: one for objects may know fire too. */
        public ModelManifest sourceOf(TrackedObject object) {
            LoadedModel fire = fire();
            return object.foundByFireModel() && fire != null
                    ? fire.manifest()
                    : objects().manifest();
        }
    }

    /** A model on trial and what it was compared to; a new active model makes a new one. */
    public record Shadow(LoadedModel model, ModelComparison comparison) {}

    /** The same object until something changes. */
    public Serving now() {
        return serving;
    }

    Optional<LoadedModel> active(Role role) {
        return Optional.ofNullable(serving.active().get(role));
    }

    Optional<Shadow> shadow(Role role) {
        return Optional.ofNullable(serving.shadows().get(role));
    }

    /** @param model null: none of this role any more; it belongs to this object from now on */
    synchronized void setActive(Role role, @Nullable LoadedModel model) {
        if (role == Role.OBJECTS && model == null) throw new IllegalArgumentException("somebody must look for objects");
        change(role, model, null);
    }

    synchronized void setShadow(Role role, @Nullable LoadedModel model) {
        change(role, serving.active().get(role), model);
    }

    /** The shadow becomes active as it is: it is warm already. */
    synchronized void promote(Role role) {
        Shadow shadow = serving.shadows().get(role);
        if (shadow == null) throw new IllegalStateException("no shadow of " + role);
        change(role, shadow.model(), null);
    }

    private void change(Role role, @Nullable LoadedModel active, @Nullable LoadedModel shadow) {
        Serving before = serving;
        Map<Role, LoadedModel> actives = new EnumMap<>(Role.class);
        actives.putAll(before.active());
        Map<Role, Shadow> shadows = new EnumMap<>(Role.class);
        shadows.putAll(before.shadows());
        if (active == null) actives.remove(role);
        else actives.put(role, active);
        if (shadow == null) shadows.remove(role);
        else shadows.put(role, new Shadow(shadow, ModelComparison.of(active, shadow)));
        Serving after = new Serving(Map.copyOf(actives), Map.copyOf(shadows));
        serving = after;
        List<LoadedModel> kept = models(after);
        for (LoadedModel model : models(before)) if (!kept.contains(model)) model.close();
    }

    private static List<LoadedModel> models(Serving serving) {
        List<LoadedModel> models = new ArrayList<>(serving.active().values());
        serving.shadows().values().forEach(shadow -> models.add(shadow.model()));
        return models;
    }

    @Override
    public synchronized void destroy() {
        models(serving).forEach(LoadedModel::close);
    }
}
