package metro.cctv.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import metro.cctv.simulator.access.AuthScheme;
import metro.cctv.simulator.access.Credentials;
import metro.cctv.simulator.loop.LoopShapes;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the command line, or a JSON file with the same names, asks for. An unknown name is an error.
 *
 * @param publicHost the host written into addresses; differs from {@code host} where that is 0.0.0.0
 * @param rtspPort 0: any free one
 * @param cache where encoded loops are kept; null: in memory only
 * @param credentials null only where {@code auth} is NONE
 * @param cameraIds empty: all
 * @param sceneByCamera scene name or {@code file:PATH}; the key {@code *} means every other camera
 * @param portsFile written once everything listens
 */
record SimulatorOptions(
        String host,
        String publicHost,
        int rtspPort,
        int httpPort,
        @Nullable Path cache,
        AuthScheme auth,
        @Nullable Credentials credentials,
        List<String> cameraIds,
        Map<String, String> sceneByCamera,
        LoopShapes shapes,
        boolean audio,
        boolean discovery,
        boolean cachedKeyFrame,
        @Nullable Path portsFile) {

    static final String CREDENTIALS_VARIABLE = "CCTV_SIMULATOR_CREDENTIALS";

    static final String USAGE = """
            usage: camera-simulator [--config FILE.json] [options]
              --host 127.0.0.1           address to listen on
              --public-host HOST         host written into addresses (default: the address listened on)
              --rtsp-port 0, --http-port 0
                                         0: any free port
              --credentials-file FILE    one line user:password; or the variable CCTV_SIMULATOR_CREDENTIALS
              --auth digest              none, basic, digest, digest-md5 or digest-sha256
              --no-auth                  let everybody in
              --cameras all              or ids, comma-separated
              --scene [CAMERA=]SCENE     a scene's name or file:CLIP; repeatable; without CAMERA: for all others
              --main-size 960x540        size of the main streams
              --cache DIR                keep encoded loops, so that the next start is instant
              --ports-file FILE          write the chosen ports as JSON once listening
              --audio                    offer a silent audio track
              --discovery                answer WS-Discovery probes on UDP 3702
              --start-at-cached-key-frame
                                         viewers begin with the last key frame instead of the next
            """;

    private static final List<String> SWITCHES = List.of("no-auth", "audio", "discovery", "start-at-cached-key-frame");

    static SimulatorOptions parse(List<String> arguments, Map<String, String> environment) throws IOException {
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            if (!name.startsWith("--")) throw new IllegalArgumentException("not an option: " + name);
            name = name.substring(2);
            String value = "true";
            if (!SWITCHES.contains(name)) {
                if (++i == arguments.size()) throw new IllegalArgumentException("--" + name + " needs a value");
                value = arguments.get(i);
            }
            given.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        List<String> config = given.remove("config");
        if (config != null) readConfig(Path.of(config.getLast())).forEach(given::putIfAbsent);
        return new Given(given).toOptions(environment);
    }

    private static Map<String, List<String>> readConfig(Path file) throws IOException {
        Map<String, Object> json;
        try {
            json = JsonMapper.builder().build().readValue(Files.readString(file), new TypeReference<>() {});
        } catch (JacksonException e) {
            throw new IllegalArgumentException("config " + file + ": " + e.getOriginalMessage());
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        json.forEach((name, value) -> {
            if (Boolean.FALSE.equals(value)) return;
            values.put(
                    name,
                    value instanceof List<?> list
                            ? list.stream().map(String::valueOf).toList()
                            : List.of(String.valueOf(value)));
        });
        return values;
    }

    /** Values by name; what is left over at the end is a misspelling. */
    private record Given(Map<String, List<String>> values) {

        SimulatorOptions toOptions(Map<String, String> environment) throws IOException {
            String host = take("host", "127.0.0.1");
            AuthScheme auth = AuthScheme.parse(take("auth", "digest"));
            if (Boolean.parseBoolean(take("no-auth", "false"))) auth = AuthScheme.NONE;
            String file = take("credentials-file", "");
            Credentials credentials = auth == AuthScheme.NONE ? null : credentials(file, environment);
            String cameras = take("cameras", "all");
            String cache = take("cache", "");
            String ports = take("ports-file", "");
            SimulatorOptions options = new SimulatorOptions(
                    host,
                    take("public-host", host),
                    port("rtsp-port"),
                    port("http-port"),
                    cache.isEmpty() ? null : Path.of(cache),
                    auth,
                    credentials,
                    cameras.equals("all") ? List.of() : List.of(cameras.split(",")),
                    scenes(),
                    shapes(),
                    Boolean.parseBoolean(take("audio", "false")),
                    Boolean.parseBoolean(take("discovery", "false")),
                    Boolean.parseBoolean(take("start-at-cached-key-frame", "false")),
                    ports.isEmpty() ? null : Path.of(ports));
            if (!values.isEmpty()) throw new IllegalArgumentException("unknown option: --" + firstName());
            return options;
        }

        private static Credentials credentials(String file, Map<String, String> environment) throws IOException {
            if (!file.isEmpty()) return Credentials.readFrom(Path.of(file));
            String given = environment.get(CREDENTIALS_VARIABLE);
            if (given == null)
                throw new IllegalArgumentException(
                        "give --credentials-file or " + CREDENTIALS_VARIABLE + ", or --no-auth to let everybody in");
            return Credentials.parse(given);
        }

        private Map<String, String> scenes() {
            Map<String, String> scenes = new LinkedHashMap<>();
            List<String> given = values.remove("scene");
            if (given == null) return scenes;
            for (String text : given) {
                int equals = text.indexOf('=');
                boolean named = equals > 0 && !text.startsWith("file:");
                scenes.put(named ? text.substring(0, equals) : "*", named ? text.substring(equals + 1) : text);
            }
            return scenes;
        }

        private LoopShapes shapes() {
            String size = take("main-size", "");
            if (size.isEmpty()) return LoopShapes.defaults();
            if (!size.matches("\\d{2,4}x\\d{2,4}"))
                throw new IllegalArgumentException("--main-size: WIDTHxHEIGHT, was " + size);
            String[] sides = size.split("x");
            return LoopShapes.ofMain(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        }

        private int port(String name) {
            String text = take(name, "0");
            if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535)
                throw new IllegalArgumentException("--" + name + ": 0 to 65535, was " + text);
            return Integer.parseInt(text);
        }

        private String take(String name, String otherwise) {
            List<String> found = values.remove(name);
            return found == null ? otherwise : found.getLast();
        }

        private String firstName() {
            return values.keySet().iterator().next();
        }
    }
}
