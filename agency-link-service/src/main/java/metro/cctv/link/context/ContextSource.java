package metro.cctv.link.context;

import java.util.List;

/** Where a layer comes from: the registry's layers, or a file of another office. */
interface ContextSource {
    /**
     * @param radiusM metres
     * @return nearest first
     * @throws RuntimeException when it is away
     */
    List<ContextItem> near(ContextLayer layer, double lon, double lat, double radiusM, int limit);
}
