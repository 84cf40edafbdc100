package metro.cctv.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;

/** What the doors say of the register while {@link RegisterStoryIT} looks at the screens. */
final class RegisterAnswers {
    private static final LocalRun RUN = LocalRun.started();

    private RegisterAnswers() {}

    static List<JsonNode> plans(String cameraId) {
        List<JsonNode> plans = new ArrayList<>();
        RUN.get("/api/cameras/" + cameraId + "/maintenance", "manager")
                .get("items")
                .forEach(plans::add);
        return plans;
    }

    static List<String> found(CityFile file) {
        List<String> cameras = new ArrayList<>();
        String words = URLEncoder.encode(file.initials(), StandardCharsets.UTF_8);
        RUN.get("/api/cameras/search?q=" + words, "manager")
                .get("items")
                .forEach(hit -> cameras.add(hit.get("cameraId").asString()));
        return cameras;
    }

    static String score(String cameraId) {
        for (JsonNode row : RUN.get("/api/cameras/posture?limit=500", "manager").get("items"))
            if (cameraId.equals(row.get("cameraId").asString()))
                return row.get("score").asString();
        throw new IllegalStateException("no score of " + cameraId);
    }

    static Optional<JsonNode> outageOf(String cameraId) {
        for (JsonNode outage :
                RUN.get("/api/cameras/outages?limit=500", "manager").get("items"))
            if (cameraId.equals(outage.get("cameraId").asString(""))) return Optional.of(outage);
        return Optional.empty();
    }

    static List<JsonNode> zones(String cameraId) {
        List<JsonNode> zones = new ArrayList<>();
        RUN.get("/api/cameras/" + cameraId + "/zones", "manager").forEach(zones::add);
        return zones;
    }

    static JsonNode ptz(String cameraId) {
        return RUN.get("/api/cameras/" + cameraId + "/ptz", "lead");
    }

    static double panDeg(String cameraId) {
        return ptz(cameraId).get("position").get("panDeg").asDouble();
    }

    static BufferedImage snapshot(String cameraId) {
        HttpResponse<byte[]> answer = RUN.bytes("/api/live/" + cameraId + "/snapshot.jpg", Optional.of("lead"));
        assertThat(answer.statusCode()).isEqualTo(200);
        try {
            return ImageIO.read(new ByteArrayInputStream(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Mean difference of the green parts, 0 to 255. */
    static double difference(BufferedImage a, BufferedImage b) {
        long sum = 0;
        for (int y = 0; y < a.getHeight(); y++)
            for (int x = 0; x < a.getWidth(); x++)
                sum += Math.abs((a.getRGB(x, y) >> 8 & 0xff) - (b.getRGB(x, y) >> 8 & 0xff));
        return (double) sum / a.getWidth() / a.getHeight();
    }
}
