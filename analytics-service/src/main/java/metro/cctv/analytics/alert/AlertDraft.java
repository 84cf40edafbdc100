package metro.cctv.analytics.alert;

import java.util.List;
import metro.cctv.analytics.behaviour.BehaviourSeen;
import metro.cctv.analytics.model.ModelManifest;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;

/**
 * An alert before it is stored.
 *
 * @param objects all that the frame shows
 * @param model that found the doer
 * @param jpeg the frame that fulfilled the rule, at most 128 KiB; not copied, not changed by anyone
 */
public record AlertDraft(
        String cameraId,
        String districtCode,
        BehaviourSeen seen,
        List<TrackedObject> objects,
        ModelManifest model,
        byte[] jpeg) {}
