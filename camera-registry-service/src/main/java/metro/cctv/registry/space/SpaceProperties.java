package metro.cctv.registry.space;

import java.util.EnumMap;
import java.util.Map;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.camera.CameraPurpose;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is assumed of a camera that nobody has measured.
 *
 * @param usualRangeM by purpose, 1 to 300: as far as a person can be made out (traffic information: a car); these
 *     replace our own guesses one by one
 * @param usualLensM how high a lens hangs over the ground
 */
@ConfigurationProperties(prefix = "cctv.space", ignoreUnknownFields = false)
record SpaceProperties(
        @DefaultValue Map<CameraPurpose, Double> usualRangeM,
        @DefaultValue("5") double usualLensM) {

    SpaceProperties {
        Map<CameraPurpose, Double> ranges = new EnumMap<>(CameraPurpose.class);
        for (CameraPurpose purpose : CameraPurpose.values()) ranges.put(purpose, guessM(purpose));
        ranges.putAll(usualRangeM);
        ranges.forEach((purpose, range) -> Require.within("usualRangeM." + purpose, range, 1, SpaceStore.NEAR_SIGHT_M));
        Require.within("usualLensM", usualLensM, 0, 1000);
        usualRangeM = Map.copyOf(ranges);
    }

    double usualRangeM(CameraPurpose purpose) {
        return usualRangeM.getOrDefault(purpose, guessM(purpose));
    }

    private static double guessM(CameraPurpose purpose) {
        return switch (purpose) {
            case CRIME_PREVENTION, MULTIPURPOSE, CHILD_PROTECTION, DUMPING_ENFORCEMENT, OTHER -> 60;
            case TRAFFIC_ENFORCEMENT, VEHICLE_CRIME_PREVENTION, FACILITY_MANAGEMENT -> 80;
            case TRAFFIC_INFORMATION -> 200;
            case DISASTER -> 300;
        };
    }
}
