package metro.cctv.simulator.scene;

import java.util.List;
import java.util.Optional;

/** The simulator's own cameras' scenes. */
public final class SceneCatalog {
    private static final List<Scene> SCENES = List.of(
            DayScenes.dayCrossing(),
            DayScenes.marketStreet(),
            DayScenes.parkPath(),
            DayScenes.schoolRoad(),
            DayScenes.carPark(),
            DayScenes.arterialRoad(),
            NightScenes.nightAlley(),
            DayScenes.riverBank(),
            DayScenes.busStop(),
            NightScenes.nightYard());

    private SceneCatalog() {}

    /** Ten scenes, always in this order; each may be used by several cameras at once. */
    public static List<Scene> scenes() {
        return SCENES;
    }

    public static Optional<Scene> named(String name) {
        return SCENES.stream().filter(scene -> scene.name().equals(name)).findFirst();
    }
}
