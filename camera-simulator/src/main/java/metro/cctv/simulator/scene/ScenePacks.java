package metro.cctv.simulator.scene;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Clips of single behaviours with pixels: for every seed one that shows the behaviour and one that nearly does. Light, weather,
 * view and people follow from the seed; six seeds in a row have the six conditions. Rendered when asked for, never stored.
 */
public final class ScenePacks {
    private static final Map<String, BiFunction<PackStage, Boolean, PackClip>> SQUARE = Map.of(
            "LOITERING", PeopleClips::loitering,
            "INTRUSION", PeopleClips::intrusion,
            "LINE_CROSSING", PeopleClips::lineCrossing,
            "RUNNING", PeopleClips::running,
            "CROWDING", PeopleClips::crowding,
            "FALL", PeopleClips::fall,
            "FIGHT", FightClips::fight,
            "ABANDONED_OBJECT", ThingClips::abandoned,
            "REMOVED_OBJECT", ThingClips::removed);
    private static final Map<String, BiFunction<PackStage, Boolean, PackClip>> ROAD = Map.of(
            "WRONG_WAY", RoadClips::wrongWay,
            "PERSON_ON_ROADWAY", RoadClips::personOnRoadway,
            "VEHICLE_ON_PAVEMENT", RoadClips::vehicleOnPavement,
            "STOPPED_VEHICLE", RoadClips::stoppedVehicle,
            "ILLEGAL_PARKING", RoadClips::illegalParking,
            "CONGESTION", RoadClips::congestion);

    private ScenePacks() {}

    /** In alphabetical order; fire and smoke are not among them: nothing here renders them. */
    public static List<String> behaviours() {
        return java.util.stream.Stream.concat(SQUARE.keySet().stream(), ROAD.keySet().stream())
                .sorted()
                .toList();
    }

    /** @param positive shows the behaviour; else it nearly does and nothing is to be told */
    public static PackClip clip(String behaviour, boolean positive, long seed) {
        boolean road = ROAD.containsKey(behaviour);
        BiFunction<PackStage, Boolean, PackClip> clips = road ? ROAD.get(behaviour) : SQUARE.get(behaviour);
        if (clips == null)
            throw new IllegalArgumentException("no clips of " + behaviour + "; there are " + behaviours());
        return clips.apply(new PackStage(behaviour, positive, seed, road), positive);
    }
}
