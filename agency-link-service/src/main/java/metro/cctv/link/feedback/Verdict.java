package metro.cctv.link.feedback;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a person's decision says of an alert. */
enum Verdict {
    /** Acknowledged or made an incident of. */
    REAL,
    /** Nothing of the kind was there. */
    FALSE,
    /** It was there and is nothing to worry about: the zone or its hours are wrong, not the picture. */
    ORDINARY,
    /** Says nothing about the detection. */
    DUPLICATE,
    /** As DUPLICATE. */
    TEST,
    /** Nobody has decided. */
    OPEN;

    /**
     * Words of the dashboard's usual reasons, whole ones; in Korean endings may follow. A person's own words are a false alarm unless
     * they say otherwise.
     */
    private record Words(Verdict verdict, Pattern words) {
        Words(Verdict verdict, String english, String korean) {
            this(verdict, Pattern.compile("(?<!\\p{L})(?:(?:" + english + ")(?!\\p{L})|(?:" + korean + "))"));
        }
    }

    private static final List<Words> WORDS = List.of(
            new Words(DUPLICATE, "duplicates?", "중복"),
            new Words(TEST, "tests?|drills?", "시험|훈련"),
            new Words(ORDINARY, "ordinary", "정상"));

    /** @param state of the alert */
    static Verdict of(String state, @Nullable String reason) {
        return switch (state) {
            case "ACKNOWLEDGED", "ESCALATED" -> REAL;
            case "DISMISSED" -> ofDismissal(reason == null ? "" : reason.toLowerCase(Locale.ROOT));
            default -> OPEN;
        };
    }

    private static Verdict ofDismissal(String reason) {
        return WORDS.stream()
                .filter(one -> one.words().matcher(reason).find())
                .map(Words::verdict)
                .findFirst()
                .orElse(FALSE);
    }

    /** A wrong alarm, whatever was wrong. */
    boolean isFalseAlarm() {
        return this == FALSE || this == ORDINARY;
    }
}
