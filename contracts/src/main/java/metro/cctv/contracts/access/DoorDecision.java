package metro.cctv.contracts.access;

/** What a door says to whoever stands before it. */
public enum DoorDecision {
    ALLOWED,
    FORBIDDEN,
    CASE_NEEDED,
    APPROVAL_NEEDED,
    /** It is there, but not for this caller, who does not learn that. */
    NOT_FOUND
}
