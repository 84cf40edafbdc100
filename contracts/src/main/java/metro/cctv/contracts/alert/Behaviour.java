package metro.cctv.contracts.alert;

/** Behaviours that raise an alert. Definitions: KISA (domain.md §D). */
public enum Behaviour {
    /** A person stays in the zone for at least its dwell time (배회, KISA: 10 s). */
    LOITERING,
    /** A person or vehicle enters a forbidden zone (침입). */
    INTRUSION
}
