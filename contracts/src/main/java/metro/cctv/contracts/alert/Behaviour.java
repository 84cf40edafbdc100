package metro.cctv.contracts.alert;

/** Behaviours that raise an alert. Definitions: KISA (domain.md §D). */
public enum Behaviour {
    /** A person stays in the zone for at least its dwell time (배회, KISA: 10 s). */
    LOITERING,
    /** A person or vehicle enters a forbidden zone (침입). */
    INTRUSION,
    /** The foot of a person or vehicle passes over a line in the forbidden direction (선 통과). */
    LINE_CROSSING,
    /** A vehicle or person moves against the allowed direction (역주행). */
    WRONG_WAY
}
