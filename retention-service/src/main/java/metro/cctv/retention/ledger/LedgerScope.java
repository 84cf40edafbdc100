package metro.cctv.retention.ledger;

import java.util.Set;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.access.VideoAccessRule;
import org.jspecify.annotations.Nullable;

/** Which rows somebody may read, by their right in the matrix's last column. */
sealed interface LedgerScope {
    record Everything() implements LedgerScope {}

    /** One's agency's rows, and those of the centre's people, who carry no agency and whom the city employs. */
    record Agency(@Nullable String agency) implements LedgerScope {}

    /** A lead's districts, and their own rows wherever they were. */
    record Team(Set<String> districts, String subject) implements LedgerScope {}

    record Own(String subject) implements LedgerScope {}

    record Nothing() implements LedgerScope {}

    static LedgerScope of(Right right, String subject, Set<String> districts, @Nullable String agency) {
        return switch (right) {
            case ALL, YES -> new Everything();
            case AGENCY -> new Agency(agency);
            case TEAM ->
                districts.contains(VideoAccessRule.ALL_DISTRICTS) ? new Agency(agency) : new Team(districts, subject);
            case OWN -> new Own(subject);
            case NO, OPEN_CASE, SECOND_PERSON, PERMIT, TEST_IMAGE -> new Nothing();
        };
    }
}
