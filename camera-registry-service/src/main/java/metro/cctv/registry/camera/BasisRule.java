package metro.cctv.registry.camera;

import static metro.cctv.registry.camera.LegalBasis.CRIME_PREVENTION;
import static metro.cctv.registry.camera.LegalBasis.FACILITY_SAFETY;
import static metro.cctv.registry.camera.LegalBasis.NON_PUBLIC_CONSENT;
import static metro.cctv.registry.camera.LegalBasis.STATUTE;
import static metro.cctv.registry.camera.LegalBasis.TRAFFIC_ENFORCEMENT;
import static metro.cctv.registry.camera.LegalBasis.TRAFFIC_INFORMATION;

import java.util.EnumSet;
import java.util.Set;
import metro.cctv.contracts.camera.CameraPurpose;

/**
 * Which grounds can carry which purpose. The grounds are PIPA 25(1)1–6 and 15(1)1 (domain.md §C, row 25(1)); which of them
 * fits which of the ten purposes no source states: the table is ours, by the plain meaning of the grounds, and a lawyer
 * must look at it. A statute (25(1)1) can allow any of them, e.g. the Child Welfare Act art. 32 or the Road Traffic Act
 * art. 4-2. 25(1)6 carries none here: it is for pictures that are not kept, and this system records every camera.
 */
public final class BasisRule {
    private BasisRule() {}

    public static Set<LegalBasis> fitting(CameraPurpose purpose) {
        return switch (purpose) {
            case CRIME_PREVENTION, CHILD_PROTECTION, VEHICLE_CRIME_PREVENTION -> EnumSet.of(STATUTE, CRIME_PREVENTION);
            case MULTIPURPOSE ->
                EnumSet.of(STATUTE, CRIME_PREVENTION, FACILITY_SAFETY, TRAFFIC_ENFORCEMENT, TRAFFIC_INFORMATION);
            case TRAFFIC_ENFORCEMENT -> EnumSet.of(STATUTE, TRAFFIC_ENFORCEMENT);
            case TRAFFIC_INFORMATION -> EnumSet.of(STATUTE, TRAFFIC_INFORMATION);
            case FACILITY_MANAGEMENT -> EnumSet.of(STATUTE, FACILITY_SAFETY, NON_PUBLIC_CONSENT);
            case DISASTER -> EnumSet.of(STATUTE, FACILITY_SAFETY);
            case DUMPING_ENFORCEMENT -> EnumSet.of(STATUTE, CRIME_PREVENTION);
            case OTHER -> EnumSet.of(STATUTE, FACILITY_SAFETY, NON_PUBLIC_CONSENT);
        };
    }

    public static boolean fits(LegalBasis basis, CameraPurpose purpose) {
        return fitting(purpose).contains(basis);
    }
}
