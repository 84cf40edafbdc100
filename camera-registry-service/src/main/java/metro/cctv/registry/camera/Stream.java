package metro.cctv.registry.camera;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.net.URI;
import java.util.regex.Pattern;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import org.jspecify.annotations.Nullable;

/**
 * A stream of the camera.
 *
 * @param url as {@link StreamAddress}; no password in its query either
 * @param codec null until a probe or a person said so, as are the picture's size and rate
 * @param fps pictures a second, 0.1 to 240
 */
public record Stream(
        String url,
        Transport transport,
        @Nullable Codec codec,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Double fps) {

    private static final Pattern SECRET =
            Pattern.compile("(?i)(^|[&;?])(user(name)?|usr|pass(word|wd)?|pwd|pw|token|auth)=");

    public enum Codec {
        H264,
        H265,
        MJPEG
    }

    public Stream {
        URI uri = URI.create(new StreamAddress(url, transport).url());
        if (uri.getRawQuery() != null && SECRET.matcher(uri.getRawQuery()).find())
            throw new IllegalArgumentException(
                    "url: user name and password belong into \"credentials\", not into the address");
        if (width != null) Require.within("width", width, 16, 8192);
        if (height != null) Require.within("height", height, 16, 8192);
        if (fps != null) Require.within("fps", fps, 0.1, 240);
    }

    public static Stream at(String url, Transport transport) {
        return new Stream(url, transport, null, null, null, null);
    }

    @JsonIgnore
    public StreamAddress address() {
        return new StreamAddress(url, transport);
    }
}
