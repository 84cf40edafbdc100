package metro.cctv.contracts;

import java.util.List;

/**
 * Kafka topics in the order the data flows. The version is part of the name: a change that old readers cannot take is a
 * new topic. Keys: {@code cameraId}, but outages, incidents and grants go by their own id.
 */
public final class Topics {
    public static final String CAMERA = "cctv.camera.v1";
    public static final String FRAME = "cctv.frame.v1";
    public static final String DETECTION = "cctv.detection.v1";
    public static final String ACTIVITY = "cctv.activity.v1";
    public static final String ALERT = "cctv.alert.v1";
    public static final String SUPPRESSION = "cctv.suppression.v1";
    public static final String HEALTH = "cctv.health.v1";
    public static final String OUTAGE = "cctv.outage.v1";
    public static final String SEGMENT = "cctv.segment.v1";
    public static final String INCIDENT = "cctv.incident.v1";
    public static final String GRANT = "cctv.grant.v1";
    public static final String AUDIT = "cctv.audit.v1";

    /** Poisoned messages of a topic are parked in {@code <topic>-dlt}. */
    public static final String DEAD_LETTER_SUFFIX = "-dlt";

    /** The last value of a key is kept for ever; a null value is a tombstone. */
    public static final List<String> COMPACTED = List.of(CAMERA, INCIDENT, GRANT);

    public static final List<String> ALL = List.of(
            CAMERA, FRAME, DETECTION, ACTIVITY, ALERT, SUPPRESSION, HEALTH, OUTAGE, SEGMENT, INCIDENT, GRANT, AUDIT);

    private Topics() {}
}
