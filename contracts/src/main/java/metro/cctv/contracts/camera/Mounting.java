package metro.cctv.contracts.camera;

import metro.cctv.contracts.Require;
import org.jspecify.annotations.Nullable;

/**
 * How the camera hangs.
 *
 * @param heightM of the lens above the ground, 0 to 1000; null: unknown
 * @param rangeM how far away a person can still be made out, 1 to 10000; null: unknown
 * @param moving on a drone or a vehicle: lon, lat and heading are the last ones reported
 */
public record Mounting(@Nullable Double heightM, @Nullable Double rangeM, boolean moving) {
    public static final Mounting UNKNOWN = new Mounting(null, null, false);

    public Mounting {
        if (heightM != null) Require.within("heightM", heightM, 0, 1000);
        if (rangeM != null) Require.within("rangeM", rangeM, 1, 10_000);
    }
}
