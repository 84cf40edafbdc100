package metro.cctv.registry.camera;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which camera stands at an address: by its ONVIF address, else by the host if only one camera is there. */
@Component
public class CameraDirectory {
    private static final Pattern HOST = Pattern.compile("[a-z]+://(\\[[^\\]]+\\]|[^/:?#]+).*", Pattern.DOTALL);
    /** Spelled as in the indexes of migration 0230. */
    private static final String ONVIF_HOST = "substring(onvif_address from '^[a-z]+://(\\[[^]]+\\]|[^/:?#]+)')";

    private static final String STREAM_HOST = "substring(main_url from '^[a-z]+://(\\[[^]]+\\]|[^/:?#]+)')";

    private final JdbcClient jdbc;

    CameraDirectory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param certificateSha256 what the camera is known by; null while unknown */
    public record Registered(
            String cameraId,
            @Nullable String onvifAddress,
            @Nullable String mainUrl,
            @Nullable String certificateSha256) {}

    public Optional<Registered> at(String url) {
        return Optional.ofNullable(atEach(List.of(url)).get(url));
    }

    /** By address, without those where no camera, or more than one, stands. Retired ones do not count. */
    public Map<String, Registered> atEach(Collection<String> urls) {
        Map<String, List<Registered>> byHost = new HashMap<>();
        List<String> hosts = urls.stream()
                .map(CameraDirectory::host)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (hosts.isEmpty()) return Map.of();
        jdbc.sql("""
                        select code, onvif_address, main_url, security ->> 'certificateSha256' as certificate
                          from camera
                         where state <> 'RETIRED' and (%s = any(:hosts) or %s = any(:hosts)) limit 2000
                        """.formatted(ONVIF_HOST, STREAM_HOST))
                .param("hosts", hosts.toArray(new String[0]))
                .query((row, n) -> new Registered(
                        row.getString("code"),
                        row.getString("onvif_address"),
                        row.getString("main_url"),
                        row.getString("certificate")))
                .list()
                .forEach(r -> hostsOf(r)
                        .forEach(h -> byHost.computeIfAbsent(h, key -> new java.util.ArrayList<>())
                                .add(r)));
        Map<String, Registered> found = new HashMap<>();
        for (String url : urls)
            host(url).map(byHost::get).flatMap(there -> theOne(url, there)).ifPresent(r -> found.put(url, r));
        return found;
    }

    private static Optional<Registered> theOne(String url, List<Registered> there) {
        Optional<Registered> exact = there.stream()
                .filter(r -> url.equals(r.onvifAddress()) || url.equals(r.mainUrl()))
                .findFirst();
        return exact.isPresent() || there.size() != 1 ? exact : Optional.of(there.getFirst());
    }

    private static List<String> hostsOf(Registered camera) {
        return java.util.stream.Stream.of(camera.onvifAddress(), camera.mainUrl())
                .filter(java.util.Objects::nonNull)
                .map(CameraDirectory::host)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static Optional<String> host(String url) {
        Matcher host = HOST.matcher(url);
        return host.matches() ? Optional.of(host.group(1)) : Optional.empty();
    }
}
