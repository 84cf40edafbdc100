package metro.cctv.link.context;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import metro.cctv.chassis.client.ServiceTokens;
import metro.cctv.link.registry.RegistryCalls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks all sources at once; what is away is named, and never holds up the rest. Nothing is kept. */
@Component
public class PlaceContext implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(PlaceContext.class);
    private static final int AT_MOST = 20;
    private static final int HOSPITALS = 5;

    private final Map<ContextLayer, ContextSource> sources = new EnumMap<>(ContextLayer.class);
    private final ContextProperties properties;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    PlaceContext(ContextProperties properties, ObjectProvider<ServiceTokens> tokens) {
        this.properties = properties;
        ServiceTokens own = tokens.getIfAvailable();
        if (properties.registryUrl() != null && own != null) {
            var registry = new RegistryLayers(new RegistryCalls(properties.registryUrl(), own, properties.patience()));
            for (ContextLayer layer : ContextLayer.values())
                if (layer != ContextLayer.ROAD) sources.put(layer, registry);
        }
        if (properties.files() != null)
            properties.files().forEach((layer, file) -> sources.put(layer, new ContextFile(file)));
    }

    /**
     * @param hospitals with room, nearest first; one that nobody knows about stands behind
     * @param missing layers whose source is away or not linked
     */
    public record Context(
            List<ContextItem> roads,
            List<ContextItem> hazards,
            List<ContextItem> parking,
            List<ContextItem> hospitals,
            List<ContextItem> hydrants,
            List<ContextLayer> missing) {}

    /** @param contacts whether the asker may have telephone numbers */
    public Context around(double lon, double lat, boolean contacts) {
        Map<ContextLayer, CompletableFuture<List<ContextItem>>> asked = new EnumMap<>(ContextLayer.class);
        sources.forEach((layer, source) -> asked.put(
                layer,
                CompletableFuture.supplyAsync(
                        () -> source.near(
                                layer,
                                lon,
                                lat,
                                layer == ContextLayer.HOSPITAL ? properties.hospitalRadiusM() : properties.radiusM(),
                                AT_MOST),
                        threads)));
        Map<ContextLayer, List<ContextItem>> known = new EnumMap<>(ContextLayer.class);
        long untilNs = System.nanoTime() + 2 * properties.patience().toNanos();
        asked.forEach((layer, answer) -> take(layer, answer, untilNs, contacts, known));
        List<ContextLayer> missing = new ArrayList<>(List.of(ContextLayer.values()));
        missing.removeAll(known.keySet());
        return new Context(
                of(known, ContextLayer.ROAD),
                of(known, ContextLayer.HAZARD),
                of(known, ContextLayer.PARKING),
                HospitalRule.ranked(of(known, ContextLayer.HOSPITAL), HOSPITALS),
                of(known, ContextLayer.HYDRANT),
                missing);
    }

    private static List<ContextItem> of(Map<ContextLayer, List<ContextItem>> known, ContextLayer layer) {
        return known.getOrDefault(layer, List.of());
    }

    private static void take(
            ContextLayer layer,
            CompletableFuture<List<ContextItem>> answer,
            long untilNs,
            boolean contacts,
            Map<ContextLayer, List<ContextItem>> known) {
        try {
            List<ContextItem> items = answer.get(Math.max(1, untilNs - System.nanoTime()), TimeUnit.NANOSECONDS);
            known.put(
                    layer,
                    contacts
                            ? items
                            : items.stream().map(ContextItem::withoutPhone).toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException | CompletionException e) {
            answer.cancel(true);
            log.info("The layer {} is away: {}", layer, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
