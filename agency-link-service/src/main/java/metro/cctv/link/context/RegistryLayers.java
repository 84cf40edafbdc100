package metro.cctv.link.context;

import java.util.List;
import java.util.Locale;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.link.registry.RegistryCalls;
import tools.jackson.core.type.TypeReference;

/** The registry's layers. */
final class RegistryLayers implements ContextSource {
    private final RegistryCalls registry;

    RegistryLayers(RegistryCalls registry) {
        this.registry = registry;
    }

    private record Answer(List<ContextItem> items) {}

    @Override
    public List<ContextItem> near(ContextLayer layer, double lon, double lat, double radiusM, int limit) {
        String path = String.format(
                Locale.ROOT,
                "/api/layers/%s/near?lon=%.6f&lat=%.6f&radiusM=%.0f&limit=%d",
                layer,
                lon,
                lat,
                radiusM,
                limit);
        RegistryCalls.Answer answer = registry.call("GET", path, null);
        if (answer.status() != 200) throw new IllegalStateException("the registry answered " + answer.status());
        return EventJson.MAPPER
                .readValue(answer.body(), new TypeReference<Answer>() {})
                .items();
    }
}
