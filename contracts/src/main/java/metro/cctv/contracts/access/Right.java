package metro.cctv.contracts.access;

/** What a cell of the access matrix says. */
public enum Right {
    NO,
    YES,
    /** Only for a camera that an open case of the caller's own agency covers. */
    OPEN_CASE,
    /** Only after a second person approved. */
    SECOND_PERSON,
    /** Only within a permit. */
    PERMIT,
    /** Only one's own rows. */
    OWN,
    TEAM,
    AGENCY,
    ALL,
    /** A test picture, never a street. */
    TEST_IMAGE
}
