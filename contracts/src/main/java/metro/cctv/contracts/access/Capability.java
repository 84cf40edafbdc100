package metro.cctv.contracts.access;

/** The columns of the access matrix. */
public enum Capability {
    OWN_LIVE,
    OTHER_DISTRICT_LIVE,
    PTZ,
    PLAYBACK,
    REQUEST_EXPORT,
    APPROVE_EXPORT,
    RAW_TO_ANALYST,
    RULES,
    ACCOUNTS,
    AUDIT_LOG
}
