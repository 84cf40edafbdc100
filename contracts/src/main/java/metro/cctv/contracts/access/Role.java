package metro.cctv.contracts.access;

/** The twelve roles of the control centre and its partners, who sends alarms, and the services themselves. */
public enum Role {
    OPERATOR("관제요원"),
    LEAD("관제팀장"),
    SECONDED_OFFICER("경찰관(파견)"),
    POLICE_112("112 상황실"),
    FIRE_119("119 상황실"),
    DISASTER_ROOM("재난상황실"),
    FIELD_UNIT("순찰차·소방차"),
    MANAGER("시 공무원"),
    PRIVACY_OFFICER("정보보호 담당자"),
    RESEARCHER("안심구역 연구자"),
    VENDOR("유지보수"),
    AUDITOR("감사"),
    /** Sends alarms about people, houses and things, and sees nothing: a telephone company, an app, a fire sensor. */
    ALARM_SOURCE("경보 제공기관"),
    /** One of our own services, on /internal paths only. Never given to a person or an agency. */
    SERVICE("서비스");

    private final String korean;

    Role(String korean) {
        this.korean = korean;
    }

    public String korean() {
        return korean;
    }
}
