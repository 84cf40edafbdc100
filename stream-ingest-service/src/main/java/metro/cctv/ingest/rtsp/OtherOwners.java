package metro.cctv.ingest.rtsp;

import java.net.URI;
import java.util.Optional;

/** Where the cameras are that another process of ours pulls (ADR 0054). */
@FunctionalInterface
public interface OtherOwners {
    /** @return rtsp(s)://host[:port]; empty: not known, or not to be told */
    Optional<URI> of(String cameraId);
}
