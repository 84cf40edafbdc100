package metro.cctv.registry.onvif;

import java.time.Instant;
import java.util.List;
import metro.cctv.registry.camera.Stream.Codec;
import org.jspecify.annotations.Nullable;

/**
 * What a device is and can do, and a draft of its entry.
 *
 * @param pinnedAddress the IP address that was dialled
 * @param clockOffsetMs the device's clock minus ours
 * @param imaging names of its picture settings; null: no such service, or it did not answer
 * @param events topics it can tell of, as paths; null likewise
 * @param analytics names of what its analytics service can do; null likewise
 * @param quirks {@code CODE: words}, see {@link Quirk}
 * @param registeredAs the camera that stands at this address already
 */
record ProbeView(
        Kind kind,
        String address,
        String pinnedAddress,
        @Nullable String maker,
        @Nullable String model,
        @Nullable String firmware,
        @Nullable String serial,
        @Nullable Long clockOffsetMs,
        Login authentication,
        @Nullable ServerCertificate certificate,
        List<Profile> profiles,
        @Nullable Ptz ptz,
        @Nullable List<String> imaging,
        @Nullable List<String> events,
        @Nullable List<String> analytics,
        List<String> quirks,
        Suggestion suggestion,
        @Nullable String registeredAs) {

    ProbeView registeredAs(@Nullable String cameraId) {
        return new ProbeView(
                kind,
                address,
                pinnedAddress,
                maker,
                model,
                firmware,
                serial,
                clockOffsetMs,
                authentication,
                certificate,
                profiles,
                ptz,
                imaging,
                events,
                analytics,
                quirks,
                suggestion,
                cameraId);
    }

    enum Kind {
        ONVIF,
        RTSP
    }

    /**
     * @param media the media service it was read from; null: plain RTSP
     * @param codec H264, H265, MJPEG, or what the device calls it
     * @param streamUri at the address that was dialled; null: none that can be used
     * @param audio it carries sound too
     */
    record Profile(
            String token,
            @Nullable String name,
            @Nullable Integer media,
            @Nullable String codec,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Double fps,
            @Nullable Integer bitrateKbps,
            @Nullable String streamUri,
            @Nullable String snapshotUri,
            boolean audio) {

        Profile at(@Nullable String stream, @Nullable String snapshot) {
            return new Profile(token, name, media, codec, width, height, fps, bitrateKbps, stream, snapshot, audio);
        }

        int pixels() {
            return width == null || height == null ? 0 : width * height;
        }
    }

    /** @param absolute it can be sent to a position; {@code continuous}: it can be moved with a speed */
    record Ptz(List<Preset> presets, boolean panTilt, boolean zoom, boolean absolute, boolean continuous) {}

    record Preset(String token, @Nullable String name) {}

    /** Fields as {@code POST /api/cameras} takes them; a person adds code, place, purpose, law and agencies. */
    record Suggestion(
            String name,
            @Nullable StreamDraft mainStream,
            @Nullable StreamDraft subStream,
            boolean ptz,
            @Nullable String onvifAddress,
            SecurityDraft security,
            String mobility,
            String state) {}

    record StreamDraft(
            String url,
            String transport,
            @Nullable Codec codec,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Double fps) {}

    record SecurityDraft(
            @Nullable String maker,
            @Nullable String model,
            @Nullable String firmware,
            @Nullable String certificateSha256,
            @Nullable Instant certificateExpiresAt) {}
}
