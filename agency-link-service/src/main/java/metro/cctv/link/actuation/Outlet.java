package metro.cctv.link.actuation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.chassis.messaging.EventJson;
import org.jspecify.annotations.Nullable;

/** Another office's side: a file with one JSON object a line, or an address, see {@link HttpOutlet}. */
@FunctionalInterface
interface Outlet {
    /**
     * @param id of the command, which the office acknowledges
     * @throws IOException when it does not take the command
     */
    void send(UUID id, Object command) throws IOException, InterruptedException;

    /** Empty where neither is configured; the file goes before. */
    static Optional<Outlet> of(@Nullable Path file, @Nullable URI url, Duration timeout) {
        if (file != null) return Optional.of((id, command) -> write(file, command));
        return Optional.ofNullable(url).map(address -> new HttpOutlet(address, timeout));
    }

    private static void write(Path file, Object command) throws IOException {
        synchronized (Outlet.class) {
            Files.writeString(
                    file,
                    EventJson.MAPPER.writeValueAsString(command) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    /** @return whether it was taken */
    default boolean took(UUID id, Object command) {
        try {
            send(id, command);
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
