package metro.cctv.registry.camera;

import java.time.Instant;
import java.util.List;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.PrivacyMask;
import metro.cctv.contracts.camera.Zone;
import org.jspecify.annotations.Nullable;

/**
 * A camera as a caller may see it.
 *
 * @param mainStream null for callers who do not run this camera (see {@link CameraRightsRule}), as are {@code subStream},
 *     {@code onvifAddress} and the consultation's papers; what the notice board says is public
 * @param security null for callers who may not know how well it is kept
 */
public record CameraView(
        String cameraId,
        String name,
        String districtCode,
        String districtName,
        CameraPurpose purpose,
        String purposeKorean,
        @Nullable String purposeSubtype,
        String ownerAgency,
        String managingAgency,
        double lon,
        double lat,
        @Nullable Double heightM,
        @Nullable Double headingDeg,
        @Nullable Double tiltDeg,
        double fieldOfViewDeg,
        @Nullable Double rangeM,
        @Nullable Stream mainStream,
        @Nullable Stream subStream,
        boolean ptz,
        @Nullable PtzRange ptzRange,
        @Nullable String onvifAddress,
        boolean hasCredentials,
        @Nullable Instant credentialsChangedAt,
        CameraState state,
        Instant stateSince,
        List<Zone> zones,
        List<PrivacyMask> masks,
        LawFacts law,
        @Nullable SecurityFacts security,
        Mobility.Kind mobility,
        @Nullable String recordingNotice,
        @Nullable String siteId,
        CameraHealth health,
        long version) {

    static CameraView of(Camera camera, String districtName, CameraHealth health, Caller caller) {
        boolean runs = CameraRightsRule.maySeeStreams(caller.role(), caller.districts(), camera.districtCode());
        boolean posture = CameraRightsRule.maySeeSecurity(caller.role(), caller.districts(), camera.districtCode());
        Facts facts = camera.facts();
        Optics optics = facts.optics();
        Streams streams = runs ? facts.streams() : Streams.UNKNOWN;
        LawFacts law = runs
                ? facts.law()
                : new LawFacts(facts.law().basis(), facts.law().noticeBoard(), null);
        return new CameraView(
                camera.cameraId(),
                facts.name(),
                facts.districtCode(),
                districtName,
                facts.purpose().value(),
                facts.purpose().value().korean(),
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
                streams.main(),
                streams.sub(),
                optics.ptz(),
                optics.ptzRange(),
                streams.onvifAddress(),
                camera.login().known(),
                runs ? camera.login().changedAt() : null,
                camera.state(),
                camera.lifecycle().since(),
                camera.picture().zones(),
                camera.picture().masks(),
                law,
                posture ? facts.security() : null,
                facts.mobility().kind(),
                facts.mobility().recordingNotice(),
                facts.siteId(),
                health,
                camera.version());
    }
}
