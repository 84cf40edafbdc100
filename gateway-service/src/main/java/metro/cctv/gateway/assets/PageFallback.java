package metro.cctv.gateway.assets;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/** The dashboard finds its own way: an address that is no file and that a browser opened shows the first page. */
class PageFallback extends PathResourceResolver {
    @Override
    protected @Nullable Resource resolveResourceInternal(
            @Nullable HttpServletRequest request,
            String path,
            List<? extends Resource> locations,
            ResourceResolverChain chain) {
        Resource file = super.resolveResourceInternal(request, path, locations, chain);
        if (file != null || request == null || !PageRule.isPage(path, request.getHeader(HttpHeaders.ACCEPT)))
            return file;
        return super.resolveResourceInternal(request, "index.html", locations, chain);
    }
}
