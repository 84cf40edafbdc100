package metro.cctv.ingest.session;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import metro.cctv.ingest.camera.Credentials;

/** Where a session gets its user name and password from. */
@FunctionalInterface
public interface Login {
    /** @param refused the camera refused the last ones: ask the registry again */
    CompletionStage<Optional<Credentials>> credentials(boolean refused);
}
