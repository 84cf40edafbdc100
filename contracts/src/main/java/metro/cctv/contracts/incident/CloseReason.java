package metro.cctv.contracts.incident;

/** Why a case ends: the six of the 112 rules, art. 18 (domain.md §B). */
public enum CloseReason {
    SOLVED("해결"),
    WITHDRAWN("신고 철회"),
    HANDED_OVER("인계"),
    /** False, or another agency's to handle. */
    FALSE_OR_OTHER_AGENCY("허위·타 기관 소관"),
    UNVERIFIABLE("확인 불가"),
    COMMANDER_DECISION("지휘관 결정");

    private final String korean;

    CloseReason(String korean) {
        this.korean = korean;
    }

    public String korean() {
        return korean;
    }
}
