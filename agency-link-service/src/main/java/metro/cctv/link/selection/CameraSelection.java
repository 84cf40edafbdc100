package metro.cctv.link.selection;

import java.util.List;
import metro.cctv.link.camera.CameraCopy;
import metro.cctv.link.camera.CameraHealth;
import metro.cctv.link.camera.NearbyCamera;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The rule applied to the local copy: no other service is asked, so none can delay a case. */
@Service
public class CameraSelection {
    /** Nearest ones looked at first; enough wherever most cameras work. */
    private static final int FEW = 100;
    /** Looked at where blocks of cameras are offline. */
    private static final int MANY = 1_000;

    private final CameraCopy cameras;
    private final SelectionProperties settings;

    CameraSelection(CameraCopy cameras, SelectionProperties settings) {
        this.cameras = cameras;
        this.settings = settings;
    }

    /** Best first, chosen as usual. */
    public List<ChosenCamera> around(double lon, double lat) {
        return around(lon, lat, null);
    }

    /** Best first. */
    public List<ChosenCamera> around(double lon, double lat, @Nullable SelectionChange change) {
        SelectionProperties asked = settings.with(change);
        List<NearbyCamera> near = cameras.nearest(lon, lat, asked.maxRadiusM(), FEW);
        List<ChosenCamera> chosen = CameraSelectionRule.choose(near, lon, lat, asked);
        if (near.size() < FEW || online(chosen) == asked.atMost()) return chosen;
        return CameraSelectionRule.choose(cameras.nearest(lon, lat, asked.maxRadiusM(), MANY), lon, lat, asked);
    }

    /** Every camera around that may serve an emergency and can, whatever it looks at; nearest first. */
    public List<NearbyCamera> usableAround(double lon, double lat) {
        return CameraSelectionRule.usable(cameras.nearest(lon, lat, settings.maxRadiusM(), FEW), settings);
    }

    /** Every usable camera that stands in an area, as many as a board may show. */
    public List<ChosenCamera> inside(Area area, @Nullable SelectionChange change) {
        Area.Corner middle = area.middle();
        List<NearbyCamera> inArea = cameras.inside(area.wkt(), middle.lon(), middle.lat(), MANY);
        return CameraSelectionRule.chooseInArea(inArea, middle.lon(), middle.lat(), settings.with(change));
    }

    private static long online(List<ChosenCamera> chosen) {
        return chosen.stream()
                .filter(c -> c.camera().health().state() == CameraHealth.State.ONLINE)
                .count();
    }
}
