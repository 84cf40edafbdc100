package metro.cctv.registry.camera;

import org.jspecify.annotations.Nullable;

/**
 * How the camera is reached.
 *
 * @param main what is recorded; null: not known yet, so the camera cannot be active
 * @param sub smaller, for analysis and walls; null: the main stream serves
 * @param onvifAddress its ONVIF device service, http or https; null: plain RTSP, or not known
 */
public record Streams(
        @Nullable Stream main,
        @Nullable Stream sub,
        @Nullable String onvifAddress) {
    public static final Streams UNKNOWN = new Streams(null, null, null);

    public Streams {
        if (main == null && sub != null) throw new IllegalArgumentException("subStream: not without a mainStream");
        Written.optional("onvifAddress", onvifAddress, 500);
        if (onvifAddress != null && !onvifAddress.matches("https?://[^\\s/@]+(/\\S*)?"))
            throw new IllegalArgumentException("onvifAddress: http:// or https:// with a host and without a user name");
    }
}
