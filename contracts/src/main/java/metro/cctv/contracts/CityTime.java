package metro.cctv.contracts;

import java.time.ZoneId;

/** The clock on the city's walls: days, hours of the week and months are meant by it. */
public final class CityTime {
    public static final ZoneId ZONE = ZoneId.of("Asia/Seoul");

    private CityTime() {}
}
