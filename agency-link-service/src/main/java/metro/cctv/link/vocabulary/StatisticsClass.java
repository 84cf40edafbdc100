package metro.cctv.link.vocabulary;

/** The six classes that control centres report their responses by (domain.md §F, source 9). */
public enum StatisticsClass {
    FIVE_MAJOR_CRIMES("5대 강력범죄"),
    MINOR_OFFENCE("경범죄"),
    JUVENILE("청소년 비위"),
    SAFETY_RESPONSE("교통사고 등 안전대응"),
    DISASTER_FIRE("재난·화재 대응"),
    OTHER("기타");

    private final String korean;

    StatisticsClass(String korean) {
        this.korean = korean;
    }

    public String korean() {
        return korean;
    }
}
