package metro.cctv.analytics.alert;

import java.util.List;
import metro.cctv.analytics.behaviour.BehaviourSeen;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;

/**
 * An alert before it is stored.
 *
 * @param objects all that the frame shows
 * @param jpeg the frame that fulfilled the rule, at most 128 KiB; not copied, not changed by anyone
 */
public record AlertDraft(
        String cameraId,
        String districtCode,
        BehaviourSeen seen,
        List<TrackedObject> objects,
        String modelName,
        String modelSha256,
        byte[] jpeg) {}
