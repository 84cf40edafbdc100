package metro.cctv.registry.layer;

import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;

enum Layer {
    HAZARD,
    PARKING,
    HOSPITAL,
    HYDRANT,
    /** What blocks the view of a camera: buildings, walls, tunnels. */
    OBSTRUCTION,
    SHELTER;

    static Layer of(String name) {
        for (Layer layer : values()) if (layer.name().equals(name)) return layer;
        throw new ProblemException(
                ProblemType.NOT_FOUND,
                "No layer " + name.replaceAll("[^A-Za-z0-9_-]", "?")
                        + "; there are HAZARD, PARKING, HOSPITAL, HYDRANT, OBSTRUCTION and SHELTER.");
    }
}
