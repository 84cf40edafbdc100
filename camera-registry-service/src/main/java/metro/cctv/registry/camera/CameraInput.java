package metro.cctv.registry.camera;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.PrivacyMask;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.registry.address.CameraAddressPolicy;
import metro.cctv.registry.secret.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * A camera as somebody enters it. What a value must be, {@link Facts} and its parts say.
 *
 * @param purpose one of the ten, by our name or in Korean, or an alias, see {@link PurposeVocabulary}
 * @param ownerAgency the managing agency when not given
 * @param fieldOfViewDeg horizontal; 90 when not given
 * @param ptz false when not given
 * @param credentials write-only
 * @param state PLANNED (also when not given) or ACTIVE for a new camera
 * @param mobility FIXED when not given
 */
record CameraInput(
        @NotNull @Pattern(regexp = "[A-Z0-9][A-Z0-9-]{2,31}", message = "3 to 32 of A-Z, 0-9 and '-'")
        String cameraId,

        @NotNull(message = NEEDED) String name,
        @NotNull(message = NEEDED) String districtCode,
        @Nullable String siteId,
        @NotNull(message = NEEDED) String purpose,
        @Nullable String purposeSubtype,
        @Nullable String ownerAgency,
        @NotNull(message = NEEDED) String managingAgency,
        @NotNull(message = NEEDED) Double lon,
        @NotNull(message = NEEDED) Double lat,
        @Nullable Double heightM,
        @Nullable Double headingDeg,
        @Nullable Double tiltDeg,
        @Nullable Double fieldOfViewDeg,
        @Nullable Double rangeM,
        @Nullable Boolean ptz,
        @Nullable PtzRange ptzRange,
        @Valid @Nullable StreamInput mainStream,
        @Valid @Nullable StreamInput subStream,
        @Nullable String onvifAddress,
        @Valid @Nullable Credentials credentials,
        @Nullable CameraState state,
        @Size(max = 16, message = "at most 16") @Nullable List<@NotNull Zone> zones,

        @Size(max = MaskRule.MAX_MASKS, message = "at most 16") @Nullable
        List<@NotNull PrivacyMask> masks,

        @Nullable LawFacts law,
        @Nullable SecurityFacts security,
        Mobility.@Nullable Kind mobility,
        @Nullable String recordingNotice) {

    private static final String NEEDED = "is needed";

    /** @param transport TCP when not given */
    record StreamInput(
            @NotNull(message = NEEDED) @Size(min = 1, max = CameraAddressPolicy.MAX_LENGTH)
            String url,

            @Nullable Transport transport,
            Stream.@Nullable Codec codec,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Double fps) {

        static @Nullable StreamInput of(@Nullable Stream s) {
            return s == null
                    ? null
                    : new StreamInput(s.url(), s.transport(), s.codec(), s.width(), s.height(), s.fps());
        }

        static @Nullable Stream stream(String field, @Nullable StreamInput in) {
            if (in == null) return null;
            Transport transport = in.transport == null ? Transport.TCP : in.transport;
            try {
                return new Stream(in.url, transport, in.codec, in.width, in.height, in.fps);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(field + "." + e.getMessage(), e);
            }
        }
    }

    Facts facts() {
        return new Facts(
                name,
                districtCode,
                siteId,
                new Agencies(ownerAgency == null ? managingAgency : ownerAgency, managingAgency),
                purposeRead(),
                new Place(lon, lat, heightM),
                new Optics(
                        headingDeg,
                        tiltDeg,
                        fieldOfViewDeg == null ? Optics.USUAL_FIELD_OF_VIEW_DEG : fieldOfViewDeg,
                        rangeM,
                        Boolean.TRUE.equals(ptz),
                        ptzRange),
                new Streams(
                        StreamInput.stream("mainStream", mainStream),
                        StreamInput.stream("subStream", subStream),
                        onvifAddress),
                Objects.requireNonNullElse(law, LawFacts.UNKNOWN),
                Objects.requireNonNullElse(security, SecurityFacts.UNKNOWN),
                new Mobility(Objects.requireNonNullElse(mobility, Mobility.Kind.FIXED), recordingNotice));
    }

    Picture picture() {
        return new Picture(Objects.requireNonNullElse(zones, List.of()), Objects.requireNonNullElse(masks, List.of()));
    }

    private Purpose purposeRead() {
        Purpose read = PurposeVocabulary.read(purpose)
                .orElseThrow(() -> new IllegalArgumentException("purpose: one of " + PurposeVocabulary.legalValues()));
        return purposeSubtype == null ? read : new Purpose(read.value(), purposeSubtype);
    }

    /** As it would have to be entered to give this camera, without its credentials: what a patch is laid over. */
    static CameraInput of(Camera camera) {
        Facts facts = camera.facts();
        Optics optics = facts.optics();
        return new CameraInput(
                camera.cameraId(),
                facts.name(),
                facts.districtCode(),
                facts.siteId(),
                facts.purpose().value().name(),
                facts.purpose().subtype(),
                facts.agencies().owner(),
                facts.agencies().managing(),
                facts.place().lon(),
                facts.place().lat(),
                facts.place().heightM(),
                optics.headingDeg(),
                optics.tiltDeg(),
                optics.fieldOfViewDeg(),
                optics.rangeM(),
                optics.ptz(),
                optics.ptzRange(),
                StreamInput.of(facts.streams().main()),
                StreamInput.of(facts.streams().sub()),
                facts.streams().onvifAddress(),
                null,
                camera.state(),
                camera.picture().zones(),
                camera.picture().masks(),
                facts.law(),
                facts.security(),
                facts.mobility().kind(),
                facts.mobility().recordingNotice());
    }
}
