package metro.cctv.contracts.access;

/** The columns of the access matrix: the reference's ten, and what it is silent about. */
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
    AUDIT_LOG,
    /** Register, change, import, probe and discover cameras; ours, not in the source's table. */
    CAMERAS,
    /** Work on outages: acknowledge, note who was told; ours. */
    OUTAGES,
    /** Read how well cameras are secured; ours: a list of weak cameras is a burglar's list. */
    POSTURE,
    /** Work on alerts and incidents: claim, confirm, share, close; ours. */
    INCIDENTS,
    /** Read alerts and incidents; ours. */
    READ_INCIDENTS,
    /** Hand the open work of somebody else on, at a change of shift; ours. */
    HAND_OVER,
    /** Read what the link and the incidents add up to; ours: no personal data in it. */
    STATISTICS,
    /** Look afterwards into a use of the emergency exception; ours, never for whoever used it. */
    REVIEW_EMERGENCIES,
    /** Decide where an agency's events are sent; ours. */
    WEBHOOKS
}
