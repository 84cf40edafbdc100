package metro.cctv.registry.site;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.PrivacyMask;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.registry.camera.Agencies;
import metro.cctv.registry.camera.Facts;
import metro.cctv.registry.camera.LawFacts;
import metro.cctv.registry.camera.Mobility;
import metro.cctv.registry.camera.Optics;
import metro.cctv.registry.camera.Picture;
import metro.cctv.registry.camera.Place;
import metro.cctv.registry.camera.PtzRange;
import metro.cctv.registry.camera.Purpose;
import metro.cctv.registry.camera.SecurityFacts;
import metro.cctv.registry.camera.Stream;
import metro.cctv.registry.camera.Streams;
import org.jspecify.annotations.Nullable;

/**
 * A camera as a GeoJSON feature has it. A property that is not there says nothing: what is known stays. One that is null
 * takes the value away.
 *
 * @param row the feature's number in the file, from 1
 * @param district its own or, when it names none, that of its place
 * @param given the properties that are there, read; names as in the contract's Camera
 */
record GeoFeature(
        int row,
        String cameraId,
        double lon,
        double lat,
        String district,
        @Nullable CameraState state,
        Map<String, Object> given,
        RowFindings about) {

    /** Stands for a property that is null. */
    static final Object NULL = new Object();

    private static final double USUAL_FIELD_OF_VIEW_DEG = 90;

    /**
     * @param known null: the camera is new
     * @throws IllegalArgumentException naming the field that is wrong or missing
     */
    Facts facts(@Nullable Facts known) {
        return new Facts(
                needed("name", String.class, known == null ? null : known.name()),
                district,
                given("siteId", String.class, known == null ? null : known.siteId()),
                agencies(known),
                purpose(known),
                new Place(
                        lon,
                        lat,
                        given(
                                "heightM",
                                Double.class,
                                known == null ? null : known.place().heightM())),
                optics(known == null ? Optics.UNKNOWN : known.optics()),
                streams(known == null ? Streams.UNKNOWN : known.streams()),
                orElse(given("law", LawFacts.class, known == null ? null : known.law()), LawFacts.UNKNOWN),
                orElse(
                        given("security", SecurityFacts.class, known == null ? null : known.security()),
                        SecurityFacts.UNKNOWN),
                mobility(known == null ? Mobility.FIXED : known.mobility()));
    }

    Picture picture(Picture known) {
        if (!given.containsKey("zones") && !given.containsKey("masks")) return known;
        return new Picture(zones(known.zones()), masks(known.masks()));
    }

    private Agencies agencies(@Nullable Facts known) {
        String managing = needed(
                "managingAgency",
                String.class,
                known == null ? null : known.agencies().managing());
        String owner = given(
                "ownerAgency",
                String.class,
                known == null ? null : known.agencies().owner());
        return new Agencies(owner == null ? managing : owner, managing);
    }

    private Purpose purpose(@Nullable Facts known) {
        Purpose purpose = needed("purpose", Purpose.class, known == null ? null : known.purpose());
        if (!given.containsKey("purposeSubtype")) {
            if (known == null || purpose.subtype() != null) return purpose;
            return purpose.value() == known.purpose().value() ? known.purpose() : purpose;
        }
        return new Purpose(purpose.value(), given("purposeSubtype", String.class, null));
    }

    private Optics optics(Optics known) {
        Double fieldOfView = given("fieldOfViewDeg", Double.class, known.fieldOfViewDeg());
        return new Optics(
                given("headingDeg", Double.class, known.headingDeg()),
                given("tiltDeg", Double.class, known.tiltDeg()),
                fieldOfView == null ? USUAL_FIELD_OF_VIEW_DEG : fieldOfView,
                given("rangeM", Double.class, known.rangeM()),
                Boolean.TRUE.equals(given("ptz", Boolean.class, known.ptz())),
                given("ptzRange", PtzRange.class, known.ptzRange()));
    }

    private Streams streams(Streams known) {
        return new Streams(
                given("mainStream", Stream.class, known.main()),
                given("subStream", Stream.class, known.sub()),
                given("onvifAddress", String.class, known.onvifAddress()));
    }

    private Mobility mobility(Mobility known) {
        Mobility.Kind kind = given("mobility", Mobility.Kind.class, known.kind());
        return new Mobility(
                orElse(kind, Mobility.Kind.FIXED), given("recordingNotice", String.class, known.recordingNotice()));
    }

    @SuppressWarnings("unchecked") // the reader puts nothing else there
    private List<Zone> zones(List<Zone> known) {
        return given.containsKey("zones") ? (List<Zone>) orElse(given("zones", List.class, null), List.of()) : known;
    }

    @SuppressWarnings("unchecked") // the reader puts nothing else there
    private List<PrivacyMask> masks(List<PrivacyMask> known) {
        return given.containsKey("masks")
                ? (List<PrivacyMask>) orElse(given("masks", List.class, null), List.of())
                : known;
    }

    private <T> T needed(String name, Class<T> type, @Nullable T known) {
        T value = given(name, type, known);
        if (value == null) throw new IllegalArgumentException(name + ": is needed");
        return value;
    }

    private <T> @Nullable T given(String name, Class<T> type, @Nullable T known) {
        Object value = given.get(name);
        if (value == null) return known;
        return value == NULL ? null : type.cast(value);
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return Objects.requireNonNullElse(value, otherwise);
    }
}
