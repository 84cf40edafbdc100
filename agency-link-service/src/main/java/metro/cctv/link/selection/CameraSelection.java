package metro.cctv.link.selection;

import java.util.List;
import metro.cctv.link.camera.CameraCopy;
import org.springframework.stereotype.Service;

/** The rule applied to the local copy: no other service is asked, so none can delay a case. */
@Service
public class CameraSelection {
    /** Nearest ones looked at. Enough for several offline blocks around the place, and still a few milliseconds. */
    private static final int CANDIDATES = 400;

    private final CameraCopy cameras;
    private final SelectionProperties settings;

    CameraSelection(CameraCopy cameras, SelectionProperties settings) {
        this.cameras = cameras;
        this.settings = settings;
    }

    /** Best first. */
    public List<ChosenCamera> around(double lon, double lat) {
        return CameraSelectionRule.choose(
                cameras.nearest(lon, lat, settings.maxRadiusM(), CANDIDATES), lon, lat, settings);
    }
}
