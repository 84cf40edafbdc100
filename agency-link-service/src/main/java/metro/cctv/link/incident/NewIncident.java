package metro.cctv.link.incident;

import java.util.UUID;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.access.Role;
import metro.cctv.link.grant.GrantCase;
import org.jspecify.annotations.Nullable;

/**
 * An incident to open.
 *
 * @param grantRole the role that its cameras are granted to
 * @param rawPhrase a kind's name or free words, 1 to 100 characters
 * @param districtCode where it is known; else the place decides, and must lie in the city
 * @param summary 1 to 2,000 characters
 * @param openedBy user or client
 * @param holder the person of the centre who works on it from the start; null: nobody yet
 */
public record NewIncident(
        UUID incidentId,
        @Nullable String agency,
        @Nullable String caseNo,
        Role grantRole,
        String purpose,
        @Nullable Integer code,
        String rawPhrase,
        String summary,
        @Nullable String address,
        @Nullable String districtCode,
        double lon,
        double lat,
        String openedBy,
        @Nullable String holder) {
    public static final String CENTRE_PURPOSE = GrantCase.CENTRE_PURPOSE;

    public NewIncident {
        rawPhrase = ReporterDataRule.without(Require.text("kind", rawPhrase, 100));
        summary = ReporterDataRule.without(Require.text("summary", summary, 2000));
        if (address != null) address = ReporterDataRule.without(Require.text("address", address, 300));
        if (code != null) Require.within("code", code, 0, 4);
    }

    /** Opened by a sensor or a partner's system: nobody of the centre works on it yet. */
    public NewIncident heldByNobody() {
        return new NewIncident(
                incidentId,
                agency,
                caseNo,
                grantRole,
                purpose,
                code,
                rawPhrase,
                summary,
                address,
                districtCode,
                lon,
                lat,
                openedBy,
                null);
    }

    /** Whoever opens it works on it. */
    public static NewIncident ofCentre(
            UUID incidentId,
            String rawPhrase,
            String summary,
            @Nullable String districtCode,
            double lon,
            double lat,
            String openedBy) {
        return new NewIncident(
                incidentId,
                null,
                null,
                Role.OPERATOR,
                CENTRE_PURPOSE,
                null,
                rawPhrase,
                summary,
                null,
                districtCode,
                lon,
                lat,
                openedBy,
                openedBy);
    }
}
