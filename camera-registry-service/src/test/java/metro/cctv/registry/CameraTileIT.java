package metro.cctv.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class CameraTileIT extends RegistryTest {
    @Autowired
    JdbcClient jdbc;

    @Test
    void tilesCarryCamerasAndDistrictsAndAreNotSentTwice() throws Exception {
        String code = freshCode();
        post("/api/cameras", MANAGER, camera(code, "DJ-SEO", 127.3849, 36.3504));

        // From 17 on every camera is a point of its own.
        Answer near = get("/api/cameras/tiles/" + tileAt(17, 127.3849, 36.3504) + ".mvt", OPERATOR);
        assertThat(near.status()).isEqualTo(200);
        assertThat(near.response().getHeaders().getContentType().toString())
                .isEqualTo("application/vnd.mapbox-vector-tile");
        assertThat(text(near)).contains("camera", "district", "cameraId", code, "health", "UNKNOWN", "서구");
        assertThat(text(near)).doesNotContain("rtsp://");

        Answer far = get("/api/cameras/tiles/" + tileAt(9, 127.3849, 36.3504) + ".mvt", OPERATOR);
        assertThat(text(far)).contains("count", "notOnline", "DJ-DON", "DJ-YUS");
        assertThat(far.bytes().length).isLessThan(30_000);

        String etag = near.response().getHeaders().getETag();
        var again = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/cameras/tiles/"
                                        + tileAt(17, 127.3849, 36.3504) + ".mvt"))
                                .header("Authorization", OPERATOR)
                                .header("If-None-Match", etag)
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void aMetropolisFromFarAwayIsASmallTile() {
        jdbc.sql("""
                insert into camera (code, name, district_code, purpose, managing_agency, position, field_of_view_deg, main_url,
                  main_transport, ptz, state, version, changed_at)
                select 'MANY-' || i, 'many', 'DJ-DON', 'OTHER', 'test', st_setsrid(st_makepoint(
                    127.25 + 0.3 * ((i * 7919) % 1000) / 1000.0, 36.19 + 0.3 * ((i * 104729) % 997) / 997.0), 4326)::geography,
                  90, 'rtsp://10.0.0.1/', 'TCP', false, 'PLANNED', 1, now() from generate_series(1, 20000) i
                """).update();
        try {
            for (int z = 0; z <= 12; z++) {
                Answer tile = get("/api/cameras/tiles/" + tileAt(z, 127.38, 36.35) + ".mvt", OPERATOR);
                assertThat(tile.bytes().length).as("zoom " + z).isBetween(1, 30_000);
            }
        } finally {
            jdbc.sql("delete from camera where code like 'MANY-%'").update();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"30/0/0", "19/0/0", "-1/0/0", "2/4/0", "2/0/-1", "a/0/0", "1/0/0;select", "1/0/99999999999"})
    void otherTilesAreRefused(String tile) {
        assertThat(get("/api/cameras/tiles/" + tile + ".mvt", OPERATOR).status())
                .isEqualTo(400);
    }

    private static String tileAt(int zoom, double lon, double lat) {
        int across = 1 << zoom;
        double radians = Math.toRadians(lat);
        int x = (int) ((lon + 180) / 360 * across);
        int y = (int) ((1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2 * across);
        return zoom + "/" + x + "/" + y;
    }

    private static String text(Answer answer) {
        return new String(answer.bytes(), StandardCharsets.UTF_8);
    }
}
