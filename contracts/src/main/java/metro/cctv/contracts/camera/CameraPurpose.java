package metro.cctv.contracts.camera;

/** The ten legal values of 설치목적구분 in the national CCTV standard data (reference: domain.md §F). */
public enum CameraPurpose {
    CRIME_PREVENTION("생활방범"),
    MULTIPURPOSE("다목적"),
    CHILD_PROTECTION("어린이보호"),
    TRAFFIC_ENFORCEMENT("교통단속"),
    TRAFFIC_INFORMATION("교통정보수집"),
    FACILITY_MANAGEMENT("시설물관리"),
    DISASTER("재난재해"),
    DUMPING_ENFORCEMENT("쓰레기단속"),
    VEHICLE_CRIME_PREVENTION("차량방범"),
    OTHER("기타");

    private final String korean;

    CameraPurpose(String korean) {
        this.korean = korean;
    }

    public String korean() {
        return korean;
    }
}
