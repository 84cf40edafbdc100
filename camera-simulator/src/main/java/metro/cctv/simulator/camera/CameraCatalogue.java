package metro.cctv.simulator.camera;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The cameras of {@code cameras.json}. */
public final class CameraCatalogue {
    private static final String RESOURCE = "cameras.json";

    private CameraCatalogue() {}

    public static List<CameraDescription> cameras() throws IOException {
        try (InputStream in = CameraCatalogue.class.getResourceAsStream(RESOURCE)) {
            if (in == null) throw new IOException(RESOURCE + " is missing beside " + CameraCatalogue.class.getName());
            return JsonMapper.builder().build().readValue(in, new TypeReference<>() {});
        }
    }
}
