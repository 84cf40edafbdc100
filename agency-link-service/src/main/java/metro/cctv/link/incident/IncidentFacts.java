package metro.cctv.link.incident;

import java.time.Instant;
import java.util.UUID;
import metro.cctv.link.vocabulary.IncidentKind;
import metro.cctv.link.vocabulary.StatisticsClass;
import org.jspecify.annotations.Nullable;

/**
 * What holds for an incident in every state.
 *
 * @param agency whose case it is; null, like {@code caseNo}, for the centre's own
 * @param code 112 response code: 0 needs real-time broadcast … 4 is never dispatched; may change during the case
 * @param rawPhrase the words that came, before they became a kind
 * @param statisticsClass of the kind, unless a person said otherwise
 * @param districtCode of the camera nearest to the place
 */
public record IncidentFacts(
        UUID incidentId,
        @Nullable String agency,
        @Nullable String caseNo,
        @Nullable Integer code,
        IncidentKind kind,
        String rawPhrase,
        StatisticsClass statisticsClass,
        String summary,
        @Nullable String address,
        String districtCode,
        double lon,
        double lat,
        Instant openedAt,
        String openedBy) {

    IncidentFacts coded(int changed) {
        return new IncidentFacts(
                incidentId,
                agency,
                caseNo,
                changed,
                kind,
                rawPhrase,
                statisticsClass,
                summary,
                address,
                districtCode,
                lon,
                lat,
                openedAt,
                openedBy);
    }

    IncidentFacts corrected(IncidentKind isKind, StatisticsClass isClass, String words, @Nullable String place) {
        return new IncidentFacts(
                incidentId,
                agency,
                caseNo,
                code,
                isKind,
                rawPhrase,
                isClass,
                words,
                place,
                districtCode,
                lon,
                lat,
                openedAt,
                openedBy);
    }
}
