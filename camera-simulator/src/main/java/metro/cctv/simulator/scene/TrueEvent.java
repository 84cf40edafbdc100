package metro.cctv.simulator.scene;

/**
 * A behaviour that analytics should report.
 *
 * @param behaviour LOITERING or INTRUSION
 * @param startFrame the foot point enters the zone
 * @param alarmFrame from here an alert is right: at once for an intrusion, after 10 s for loitering
 * @param endFrame the foot point has left the zone
 */
public record TrueEvent(String behaviour, String zoneId, int objectId, int startFrame, int alarmFrame, int endFrame) {}
