package metro.cctv.contracts.alert;

/**
 * Behaviours that raise an alert. Definitions: KISA, i-LIDS (domain.md §D); where neither has one, the source stands beside
 * it, or the number is ours. What is called a cue says only that boxes look so: a person must look.
 */
public enum Behaviour {
    /** A person stays in the zone for at least its dwell time (배회, KISA: 10 s). */
    LOITERING("배회"),
    /** A person or vehicle enters a forbidden zone (침입). */
    INTRUSION("침입"),
    /** The foot of a person or vehicle passes over a line in the forbidden direction (선 통과). */
    LINE_CROSSING("선 통과"),
    /** A vehicle or person moves against the allowed direction (역주행). */
    WRONG_WAY("역주행"),
    /** A person on foot moves faster than people walk (뛰기). */
    RUNNING("뛰기"),
    /** At least so many people are in the zone for a while (군집). */
    CROWDING("군집"),
    /** A person on foot is on a carriageway (도로 위 보행자; Road Traffic Act art. 8 and 10). */
    PERSON_ON_ROADWAY("도로 위 보행자"),
    /** A motor vehicle is on a pavement (차량 보도 침범; Road Traffic Act art. 13(1)). */
    VEHICLE_ON_PAVEMENT("차량 보도 침범"),
    /** A vehicle stands in a lane where the others move (정지 차량). */
    STOPPED_VEHICLE("정지 차량"),
    /** A vehicle stands where it may not, for longer than the zone allows (불법 주정차; i-LIDS: over 60 s). */
    ILLEGAL_PARKING("불법 주정차"),
    /** Many vehicles crawl or stand for a while (정체). */
    CONGESTION("정체"),
    /** A bag stays behind and whoever brought it is not near any more (유기·방치 물체). */
    ABANDONED_OBJECT("방치 물체"),
    /** A thing that stood in the zone is gone, and nobody stands in front of its place (반출 물체). */
    REMOVED_OBJECT("사라진 물체"),
    /** A cue: an upright person lies and does not move (쓰러짐; KISA: 10 s after the body is fully down). */
    FALL("쓰러짐 의심"),
    /** A cue: people close together move jerkily (싸움; KISA gives no timing). */
    FIGHT("싸움 의심"),
    /** A second model saw fire in one place for a while (화재; KISA's arson gives no timing). */
    FIRE("화재"),
    /** A second model saw smoke in one place for a while (연기). */
    SMOKE("연기");

    private final String korean;

    Behaviour(String korean) {
        this.korean = korean;
    }

    /** As the dashboard calls it too. */
    public String korean() {
        return korean;
    }
}
