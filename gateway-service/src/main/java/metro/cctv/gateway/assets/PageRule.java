package metro.cctv.gateway.assets;

import org.jspecify.annotations.Nullable;

/** Is this address a view of the dashboard (and not a missing file or a door)? */
final class PageRule {
    private PageRule() {}

    /** @param path without the leading slash */
    static boolean isPage(String path, @Nullable String accept) {
        if (accept == null || !accept.contains("text/html")) return false;
        String first = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
        String last = path.substring(path.lastIndexOf('/') + 1);
        return !last.contains(".") && !first.equals("api") && !first.equals("oauth2") && !first.equals("assets");
    }
}
