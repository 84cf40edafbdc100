package metro.cctv.contracts.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone looked at, changed or tried something: one row of the ledger. Key = {@code objectId}.
 *
 * @param subject user name, client id or service name; "anonymous" when nobody was recognised
 * @param role name of the {@link metro.cctv.contracts.access.Role}, or "NONE"
 * @param action dotted, e.g. {@code live.view}, {@code playback.view}, {@code case.open}, {@code login}
 * @param objectType e.g. camera, incident, alert, account
 * @param reason the problem's slug when refused or failed
 */
public record AccessAudited(
        UUID auditId,
        Instant at,
        String service,
        String subject,
        String role,
        @Nullable String agency,
        String action,
        String objectType,
        String objectId,
        @Nullable String districtCode,
        @Nullable String purpose,
        @Nullable String caseNo,
        @Nullable String legalBasis,
        @Nullable String sourceAddress,
        Result result,
        @Nullable String reason) {

    public enum Result {
        ALLOWED,
        REFUSED,
        FAILED
    }
}
