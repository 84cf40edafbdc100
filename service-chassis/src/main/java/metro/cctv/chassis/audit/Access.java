package metro.cctv.chassis.audit;

import org.jspecify.annotations.Nullable;

/**
 * What somebody did or tried, for the ledger.
 *
 * @param action dotted, e.g. {@code live.view}
 */
public record Access(
        String action,
        String objectType,
        String objectId,
        @Nullable String districtCode,
        Reason reason,
        @Nullable String sourceAddress,
        Unknown unknown) {

    record Reason(
            @Nullable String purpose,
            @Nullable String caseNo,
            @Nullable String legalBasis) {}

    /** @param subject when no token came along, e.g. {@code ticket:} and a grant's id */
    record Unknown(String subject, @Nullable String agency) {}

    public static Access to(String action, String objectType, String objectId) {
        return new Access(
                action, objectType, objectId, null, new Reason(null, null, null), null, new Unknown("anonymous", null));
    }

    public Access in(@Nullable String districtCode) {
        return new Access(action, objectType, objectId, districtCode, reason, sourceAddress, unknown);
    }

    public Access because(@Nullable String purpose, @Nullable String caseNo, @Nullable String legalBasis) {
        Reason given = new Reason(purpose, caseNo, legalBasis);
        return new Access(action, objectType, objectId, districtCode, given, sourceAddress, unknown);
    }

    public Access from(@Nullable String sourceAddress) {
        return new Access(action, objectType, objectId, districtCode, reason, sourceAddress, unknown);
    }

    public Access by(String anonymousAs, @Nullable String agency) {
        Unknown who = new Unknown(anonymousAs, agency);
        return new Access(action, objectType, objectId, districtCode, reason, sourceAddress, who);
    }
}
