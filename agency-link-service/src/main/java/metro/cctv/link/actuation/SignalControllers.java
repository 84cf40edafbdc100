package metro.cctv.link.actuation;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import metro.cctv.chassis.messaging.EventJson;
import org.springframework.stereotype.Component;

/** The controller that is configured, if one is. */
@Component
class SignalControllers {
    private final Optional<SignalController> chosen;

    SignalControllers(SignalProperties properties) {
        Path file = properties.file();
        if (file != null) this.chosen = Optional.of(command -> write(file, command));
        else
            this.chosen = Optional.ofNullable(properties.url()).map(url -> {
                HttpClient http = HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(properties.timeout())
                        .build();
                return command -> {
                    HttpRequest request = HttpRequest.newBuilder(url)
                            .timeout(properties.timeout())
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(EventJson.MAPPER.writeValueAsString(command)))
                            .build();
                    int status = http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                    if (status / 100 != 2) throw new IOException("status " + status);
                };
            });
    }

    Optional<SignalController> chosen() {
        return chosen;
    }

    private static synchronized void write(Path file, SignalController.Command command) throws IOException {
        Files.writeString(
                file,
                EventJson.MAPPER.writeValueAsString(command) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
