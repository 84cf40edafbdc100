package metro.cctv.link.incident;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.incident.CloseReason;
import org.jspecify.annotations.Nullable;

/** Why an incident ends, and a person's words on it (1 to 500 characters). */
public record Closing(CloseReason reason, @Nullable String remark) {
    /** What agencies' systems say besides the names, without spaces. */
    private static final Map<CloseReason, List<String>> ALSO = Map.of(
            CloseReason.SOLVED, List.of("해결", "종결", "상황종료", "resolved"),
            CloseReason.WITHDRAWN, List.of("신고철회", "신고취소", "cancelled"),
            CloseReason.HANDED_OVER, List.of("인계", "기관에인계", "handedovertotheagency"),
            CloseReason.FALSE_OR_OTHER_AGENCY, List.of("허위신고", "오인신고", "타기관", "falsealarm"),
            CloseReason.UNVERIFIABLE, List.of("확인불가", "불발견"),
            CloseReason.COMMANDER_DECISION, List.of("지휘관결정", "지휘관판단"));

    public Closing {
        if (remark != null) remark = ReporterDataRule.without(Require.text("remark", remark, 500));
    }

    /**
     * @param reason one of the six by name, in any case, or a word that agencies use for it
     * @throws IllegalArgumentException when it is none of the six
     */
    public static Closing of(String reason, @Nullable String remark) {
        String name = reason.strip().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        String words = reason.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
        for (CloseReason one : CloseReason.values())
            if (one.name().equals(name) || ALSO.getOrDefault(one, List.of()).contains(words))
                return new Closing(one, remark);
        throw new IllegalArgumentException("reason: one of " + Arrays.toString(CloseReason.values()));
    }
}
