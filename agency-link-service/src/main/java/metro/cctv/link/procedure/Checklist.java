package metro.cctv.link.procedure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The procedure of an incident with what was done of it.
 *
 * @param source whose procedure it is
 */
public record Checklist(String source, LocalDate effectiveFrom, List<Line> items) {

    /**
     * @param after items that must be done before this one
     * @param by who marked it last, done or taken back; null: nobody yet
     */
    public record Line(
            String code,
            String korean,
            String english,
            List<String> after,
            boolean done,
            @Nullable String by,
            @Nullable Instant at) {}
}
