package metro.cctv.link.selection;

/** Why a camera was chosen, one code for each thing that counted; screens have the words in both languages. */
public enum ReasonCode {
    ONLINE,
    CONNECTING,
    HEALTH_UNKNOWN,
    FACES_PLACE,
    CAN_TURN,
    /** The case turned it to the place. */
    TURNED,
    LOOKS_AWAY,
    /** It stands in the area that was drawn. */
    IN_AREA,
    /** It stands beyond the first circle, which held too few. */
    WIDENED
}
