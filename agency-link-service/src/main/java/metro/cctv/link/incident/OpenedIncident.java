package metro.cctv.link.incident;

import java.util.List;
import metro.cctv.link.grant.IssuedGrant;
import metro.cctv.link.selection.ChosenCamera;

/** An incident just opened; {@code cameras} and {@code grants} go pairwise, best first. */
public record OpenedIncident(Incident incident, List<ChosenCamera> cameras, List<IssuedGrant> grants) {}
