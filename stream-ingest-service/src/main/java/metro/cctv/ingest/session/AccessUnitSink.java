package metro.cctv.ingest.session;

import metro.cctv.ingest.media.AccessUnit;

/** Takes a stream's pictures in decode order, on its event loop: it must not block. */
@FunctionalInterface
public interface AccessUnitSink {
    void accept(AccessUnit unit);
}
