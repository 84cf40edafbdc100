package metro.cctv.registry.district;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The districts' outlines as they were at one moment, to ask where a place lies without asking the database. */
public final class DistrictAtlas {
    private final List<DistrictArea> areas;

    public DistrictAtlas(List<DistrictArea> areas) {
        this.areas =
                areas.stream().sorted(Comparator.comparing(DistrictArea::code)).toList();
    }

    public Optional<DistrictArea> byStandardCode(String standardCode) {
        return areas.stream()
                .filter(area -> standardCode.equals(area.standardCode()))
                .findFirst();
    }

    public Optional<DistrictArea> byCode(String code) {
        return areas.stream().filter(area -> code.equals(area.code())).findFirst();
    }

    /** On a border that two share: the first by code. */
    public Optional<DistrictArea> containing(double lon, double lat) {
        return areas.stream().filter(area -> area.contains(lon, lat)).findFirst();
    }

    /** The one that holds the place or, failing that, the nearest within so many metres. */
    public Optional<DistrictArea> at(double lon, double lat, double withinM) {
        Optional<DistrictArea> holding = containing(lon, lat);
        if (holding.isPresent()) return holding;
        return areas.stream()
                .filter(area -> area.isWithin(lon, lat, withinM))
                .min(Comparator.comparingDouble(area -> area.distanceM(lon, lat)));
    }
}
