package metro.cctv.registry.site;

import java.time.LocalDate;
import java.time.YearMonth;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.registry.camera.Purpose;
import metro.cctv.registry.camera.PurposeVocabulary;
import org.jspecify.annotations.Nullable;

/**
 * One row of the national standard data: a site with its cameras. Texts are cleaned; null: the cell was empty.
 *
 * @param cameras 1 to 200
 * @param pixels10k 만 화소, of each camera
 * @param view 촬영방면정보, in the owner's words
 */
record SiteFacts(
        Portal portal,
        String agency,
        @Nullable String roadAddress,
        @Nullable String lotAddress,
        Purpose purpose,
        int cameras,
        @Nullable Integer pixels10k,
        @Nullable String view,
        @Nullable Integer retentionDays,
        @Nullable YearMonth installed,
        @Nullable String phone,
        double lat,
        double lon,
        @Nullable LocalDate dataDate) {

    static final int MAX_CAMERAS = 200;

    /** What a person on the street would call it. */
    String placeName() {
        if (roadAddress != null) return roadAddress;
        if (lotAddress != null) return lotAddress;
        return portal.managementNo == null ? agency : agency + " " + portal.managementNo;
    }

    /** The standard's word for the purpose: the owner's own where it means the same. */
    static String wordOf(Purpose purpose) {
        String subtype = purpose.subtype();
        if (subtype == null) return purpose.value().korean();
        CameraPurpose meant =
                PurposeVocabulary.read(subtype).map(Purpose::value).orElse(null);
        return meant == purpose.value() ? subtype : purpose.value().korean();
    }

    SiteFacts at(double newLat, double newLon) {
        return with(portal, agency, purpose, cameras, newLat, newLon);
    }

    /** With what the registry knows better than the last file. */
    SiteFacts with(String nowAgency, Purpose nowPurpose, int nowCameras) {
        return with(portal, nowAgency, nowPurpose, nowCameras, lat, lon);
    }

    SiteFacts named(@Nullable String code, @Nullable String number) {
        Portal named = new Portal(code, number, portal.updateKind, portal.updatedAt, portal.modifiedAt);
        return with(named, agency, purpose, cameras, lat, lon);
    }

    /** What the 13-column file does not carry, as it was known before. */
    SiteFacts withWhatTheOlderFileLacks(SiteFacts known) {
        return with(known.portal, agency, purpose, cameras, lat, lon);
    }

    private SiteFacts with(
            Portal newPortal, String newAgency, Purpose newPurpose, int newCameras, double newLat, double newLon) {
        return new SiteFacts(
                newPortal,
                newAgency,
                roadAddress,
                lotAddress,
                newPurpose,
                newCameras,
                pixels10k,
                view,
                retentionDays,
                installed,
                phone,
                newLat,
                newLon,
                dataDate);
    }

    /**
     * What only the 18-column file carries.
     *
     * @param standardCode 개방자치단체코드 as the file has it, also when no district of ours has it
     * @param updateKind I, U, or as the portal writes it
     * @param updatedAt text of a day or of a moment, as the portal's clock had it
     */
    record Portal(
            @Nullable String standardCode,
            @Nullable String managementNo,
            @Nullable String updateKind,
            @Nullable String updatedAt,
            @Nullable String modifiedAt) {}
}
