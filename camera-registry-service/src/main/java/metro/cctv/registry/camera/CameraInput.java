package metro.cctv.registry.camera;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.registry.address.CameraAddressPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A camera as somebody enters it.
 *
 * @param fieldOfViewDeg horizontal; 90 when not given
 * @param ptz false when not given
 * @param credentials write-only
 * @param state PLANNED or ACTIVE (also when not given) for a new camera
 */
record CameraInput(
        @NotNull @Pattern(regexp = "[A-Z0-9][A-Z0-9-]{2,31}", message = "3 to 32 of A-Z, 0-9 and '-'")
        String cameraId,

        @NotNull @Pattern(regexp = LINE, message = LINE_WORDS)
        String name,

        @NotNull @Size(max = 32) String districtCode,
        @NotNull CameraPurpose purpose,

        @NotNull @Pattern(regexp = LINE, message = LINE_WORDS)
        String managingAgency,

        @NotNull @DecimalMin("-180") @DecimalMax("180") Double lon,
        @NotNull @DecimalMin("-85") @DecimalMax("85") Double lat,
        @DecimalMin("0") @DecimalMax("360") @Nullable Double headingDeg,
        @DecimalMin("1") @DecimalMax("360") @Nullable Double fieldOfViewDeg,
        @NotNull @Valid StreamInput mainStream,
        @Valid @Nullable StreamInput subStream,
        @Nullable Boolean ptz,
        @Valid @Nullable Credentials credentials,
        @Nullable CameraState state,
        @Size(max = 16) @Nullable List<@NotNull Zone> zones) {

    private static final String LINE = "(?=.*\\S)[^\\p{Cntrl}]{1,200}";
    private static final String LINE_WORDS = "1 to 200 characters, none of them a control character";

    /** @param transport TCP when not given */
    record StreamInput(
            @NotNull @Size(min = 1, max = CameraAddressPolicy.MAX_LENGTH)
            String url,

            @Nullable Transport transport) {

        static @Nullable StreamInput of(@Nullable StreamAddress address) {
            return address == null ? null : new StreamInput(address.url(), address.transport());
        }

        StreamAddress address() {
            return new StreamAddress(url, transport == null ? Transport.TCP : transport);
        }
    }

    /** As it would have to be entered to give this camera, without its credentials: what a patch is laid over. */
    static CameraInput of(Camera camera) {
        return new CameraInput(
                camera.cameraId(),
                camera.name(),
                camera.districtCode(),
                camera.purpose(),
                camera.managingAgency(),
                camera.lon(),
                camera.lat(),
                camera.headingDeg(),
                camera.fieldOfViewDeg(),
                new StreamInput(camera.mainStream().url(), camera.mainStream().transport()),
                StreamInput.of(camera.subStream()),
                camera.ptz(),
                null,
                camera.state(),
                camera.zones());
    }
}
