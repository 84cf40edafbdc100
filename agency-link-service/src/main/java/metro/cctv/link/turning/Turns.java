package metro.cctv.link.turning;

import java.util.List;
import java.util.UUID;
import metro.cctv.link.selection.ChosenCamera;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a case wants of heads is written down with the case and done afterwards, so that no camera holds a case up. */
@Component
public class Turns {
    private final TurnStore store;

    Turns(TurnStore store) {
        this.store = store;
    }

    /** Commits with the caller's transaction. Cameras without a head, or that are not chosen any more, need no word. */
    @Transactional
    public void want(UUID incidentId, List<ChosenCamera> chosen) {
        for (ChosenCamera one : chosen)
            if (one.turnsTo() != null)
                store.want(incidentId, one.camera().configured().cameraId(), one.turnsTo());
    }

    /** The case is purged of its place. */
    @Transactional
    public void forgetPlace(UUID incidentId) {
        store.forget(incidentId);
    }
}
