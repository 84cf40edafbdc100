package metro.cctv.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The dashboard's files, with a stand-in page. */
@GatewayTest
class PageIT {
    @LocalServerPort
    int port;

    @Test
    void theFirstPageIsServedForEveryViewOfTheDashboard() {
        var browser = new Visitor(port);
        for (String path : new String[] {"/", "/index.html", "/incidents", "/incidents/4711", "/camera/c1"}) {
            HttpResponse<String> page = browser.get(path, "Accept", "text/html,application/xhtml+xml");
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body()).contains("<!doctype html>");
            assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
            assertThat(page.headers().firstValue("cache-control").orElse("")).contains("no-cache");
        }
    }

    @Test
    void aMissingFileIsNoPage() {
        var browser = new Visitor(port);
        assertThat(browser.get("/assets/gone-123.js", "Accept", "*/*").statusCode())
                .isEqualTo(404);
        assertThat(browser.get("/logo.png", "Accept", "text/html").statusCode()).isEqualTo(404);
        assertThat(browser.get("/incidents", "Accept", "application/json").statusCode())
                .isEqualTo(404);
        assertThat(browser.get("/application.yml", "Accept", "text/html").statusCode())
                .isEqualTo(404);
        assertThat(browser.get("/oauth2/other", "Accept", "text/html").statusCode())
                .isEqualTo(404);
    }

    @Test
    void hashedFilesAreKeptForGood() {
        HttpResponse<String> file = new Visitor(port).get("/assets/app-0a1b2c3d.js");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("cache-control").orElse(""))
                .contains("immutable")
                .contains("max-age=31536000");
        assertThat(file.headers().firstValue("content-type").orElse("")).contains("javascript");
    }

    @Test
    void browsersAreToldToTrustNobodyElse() {
        HttpResponse<String> page = new Visitor(port).get("/", "Accept", "text/html");
        String policy = page.headers().firstValue("content-security-policy").orElseThrow();
        assertThat(policy)
                .contains("script-src 'self';")
                .contains("frame-ancestors 'none'")
                .contains("connect-src 'self'")
                .doesNotContain("unsafe-eval");
        assertThat(page.headers().firstValue("referrer-policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(page.headers().firstValue("x-frame-options")).contains("DENY");
    }
}
