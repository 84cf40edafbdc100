package metro.cctv.ingest.lease;

/** Which cameras this process pulls. */
public interface Ownership extends AutoCloseable {

    /** Hears that {@link #owns} may answer otherwise now. */
    @FunctionalInterface
    interface Listener {
        /** Returns when what is no longer owned is no longer pulled; within a few seconds. */
        void ownershipChanged();
    }

    boolean owns(String cameraId);

    /** Before this nothing is owned that somebody else may own. */
    void start(Listener listener);

    /** Lets go of everything. Call it when nothing is pulled any more. */
    @Override
    void close();

    /** One process alone for its districts. */
    static Ownership sole() {
        return new Ownership() {
            @Override
            public boolean owns(String cameraId) {
                return true;
            }

            @Override
            public void start(Listener listener) {}

            @Override
            public void close() {}
        };
    }
}
