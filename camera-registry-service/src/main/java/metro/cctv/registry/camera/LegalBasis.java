package metro.cctv.registry.camera;

/** What allows the filming. The six grounds of PIPA 25(1), in its order, and consent where no public place is seen. */
public enum LegalBasis {
    /** 25(1)1: another law allows it expressly. */
    STATUTE,
    /** 25(1)2. */
    CRIME_PREVENTION,
    /** 25(1)3, fire prevention included. */
    FACILITY_SAFETY,
    /** 25(1)4. */
    TRAFFIC_ENFORCEMENT,
    /** 25(1)5. */
    TRAFFIC_INFORMATION,
    /** 25(1)6: pictures are not kept. */
    PRESIDENTIAL_DECREE,
    /** 15(1)1: not a public place, everybody filmed agreed. No notice board, no consultation. */
    NON_PUBLIC_CONSENT
}
