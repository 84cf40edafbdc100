package metro.cctv.chassis.audit;

import org.jspecify.annotations.Nullable;

/**
 * What somebody did or tried, for the ledger.
 *
 * @param action dotted, e.g. {@code live.view}
 * @param anonymousAs the subject when no token came along, e.g. {@code ticket:} and a grant's id
 */
public record Access(
        String action,
        String objectType,
        String objectId,
        @Nullable String districtCode,
        @Nullable String purpose,
        @Nullable String caseNo,
        @Nullable String legalBasis,
        @Nullable String sourceAddress,
        String anonymousAs,
        @Nullable String agency) {

    public static Access to(String action, String objectType, String objectId) {
        return new Access(action, objectType, objectId, null, null, null, null, null, "anonymous", null);
    }

    public Access in(@Nullable String districtCode) {
        return new Access(
                action,
                objectType,
                objectId,
                districtCode,
                purpose,
                caseNo,
                legalBasis,
                sourceAddress,
                anonymousAs,
                agency);
    }

    public Access because(@Nullable String purpose, @Nullable String caseNo, @Nullable String legalBasis) {
        return new Access(
                action,
                objectType,
                objectId,
                districtCode,
                purpose,
                caseNo,
                legalBasis,
                sourceAddress,
                anonymousAs,
                agency);
    }

    public Access from(@Nullable String sourceAddress) {
        return new Access(
                action,
                objectType,
                objectId,
                districtCode,
                purpose,
                caseNo,
                legalBasis,
                sourceAddress,
                anonymousAs,
                agency);
    }

    public Access by(String anonymousAs, @Nullable String agency) {
        return new Access(
                action,
                objectType,
                objectId,
                districtCode,
                purpose,
                caseNo,
                legalBasis,
                sourceAddress,
                anonymousAs,
                agency);
    }
}
