package metro.cctv.registry.layer;

import metro.cctv.registry.geojson.Shape;
import org.jspecify.annotations.Nullable;

/**
 * One thing of a layer.
 *
 * @param capacity places in all; {@code free}: places free when the layer was made
 * @param heightM of its top above the ground
 */
record Feature(
        String featureId,
        Shape shape,
        @Nullable String name,
        @Nullable String kind,
        @Nullable Integer capacity,
        @Nullable Integer free,
        @Nullable String phone,
        @Nullable Double heightM,
        @Nullable String note) {}
