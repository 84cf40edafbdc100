package metro.cctv.registry.site;

import java.util.Optional;
import java.util.function.Predicate;
import metro.cctv.registry.district.DistrictArea;
import metro.cctv.registry.district.DistrictAtlas;

/** Where a row of the standard data lies, and in which district: by its code or, failing that, by the outlines. */
final class PlaceRule {
    /** Outlines are simplified, and a camera may stand on the border. */
    static final double TOLERANCE_M = 1_000;

    private PlaceRule() {}

    /**
     * @param mayWrite districts the importing account may change
     * @return empty when the row is refused
     */
    static Optional<Located> locate(
            SiteFacts facts,
            StandardHeader header,
            DistrictAtlas atlas,
            Predicate<String> mayWrite,
            RowFindings findings) {
        Optional<Place> place = place(facts.lat(), facts.lon(), atlas);
        String shown = facts.lat() + ", " + facts.lon();
        if (place.isEmpty()) {
            findings.add(
                    header.nameOf(StandardColumn.LAT),
                    shown,
                    FindingCode.OUTSIDE_CITY,
                    "Outside every district by more than 1 km, also with latitude and longitude the other way round.");
            return Optional.empty();
        }
        Place found = place.get();
        if (found.swapped())
            findings.add(
                    header.nameOf(StandardColumn.LAT),
                    shown,
                    FindingCode.COORDINATES_SWAPPED,
                    "Latitude and longitude were the wrong way round: they are swapped.");
        DistrictArea district = district(facts, found, header, atlas, findings);
        if (!mayWrite.test(district.code())) {
            findings.add(
                    header.nameOf(districtColumn(header)),
                    facts.portal().standardCode() == null
                            ? shown
                            : facts.portal().standardCode(),
                    FindingCode.FOREIGN_DISTRICT,
                    "This is " + district.code() + ", which is not one of your districts.");
            return Optional.empty();
        }
        boolean byCode = facts.portal().standardCode() != null
                && facts.portal().standardCode().equals(district.standardCode());
        return Optional.of(new Located(facts.at(found.lat(), found.lon()), district, byCode));
    }

    private static StandardColumn districtColumn(StandardHeader header) {
        return header.at().containsKey(StandardColumn.STANDARD_CODE)
                ? StandardColumn.STANDARD_CODE
                : StandardColumn.LAT;
    }

    private static Optional<Place> place(double lat, double lon, DistrictAtlas atlas) {
        Optional<DistrictArea> as = atlas.at(lon, lat, TOLERANCE_M);
        if (as.isPresent()) return Optional.of(new Place(lat, lon, as.get(), false));
        return atlas.at(lat, lon, TOLERANCE_M).map(area -> new Place(lon, lat, area, true));
    }

    private static DistrictArea district(
            SiteFacts facts, Place place, StandardHeader header, DistrictAtlas atlas, RowFindings findings) {
        String code = facts.portal().standardCode();
        Optional<DistrictArea> named = code == null ? Optional.empty() : atlas.byStandardCode(code);
        if (named.isEmpty()) {
            if (header.at().containsKey(StandardColumn.STANDARD_CODE))
                findings.add(
                        header.nameOf(StandardColumn.STANDARD_CODE),
                        code,
                        FindingCode.DISTRICT_FROM_PLACE,
                        (code == null ? "Empty" : "No district of ours has this code") + ": by its place it is "
                                + place.area().code() + ".");
            return place.area();
        }
        if (!named.get().isWithin(place.lon(), place.lat(), TOLERANCE_M))
            findings.add(
                    header.nameOf(StandardColumn.STANDARD_CODE),
                    code,
                    FindingCode.DISTRICT_FAR,
                    "The place lies in " + place.area().code() + ", more than 1 km from "
                            + named.get().code() + ": the code is believed.");
        return named.get();
    }

    /**
     * @param facts with latitude and longitude the right way round
     * @param byCode the row's own code names the district; else it is that of the place
     */
    record Located(SiteFacts facts, DistrictArea district, boolean byCode) {}

    private record Place(double lat, double lon, DistrictArea area, boolean swapped) {}
}
