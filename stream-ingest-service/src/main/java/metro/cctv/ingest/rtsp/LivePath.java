package metro.cctv.ingest.rtsp;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;

/**
 * What an address names: {@code rtsp[s]://host[:port]/live/CAMERA/main|sub}, with the track's name behind it in SETUP. Host
 * and query are not looked at.
 */
record LivePath(String cameraId, Stream stream) {
    /** The only one: there is no sound. */
    static final String TRACK = "trackID=0";

    private static final Pattern ADDRESS = Pattern.compile(
            "(?i:rtsps?)://[^/?#]{1,300}/live/([A-Z0-9][A-Z0-9-]{2,31})/(main|sub)(?:/(?:" + TRACK + ")?)?(?:\\?.*)?");

    static Optional<LivePath> of(String uri) {
        Matcher found = ADDRESS.matcher(uri);
        if (!found.matches()) return Optional.empty();
        return Optional.of(
                new LivePath(found.group(1), Stream.valueOf(found.group(2).toUpperCase(Locale.ROOT))));
    }

    String text() {
        return "live/" + cameraId + "/" + stream.name().toLowerCase(Locale.ROOT);
    }

    /** What {@code a=control} is resolved against; never with what a client put before the host or behind the path. */
    static String baseOf(String uri) {
        String plain = uri.replaceFirst("\\?.*$", "").replaceFirst("(?<=://)[^/@]*@", "");
        String whole = plain.endsWith("/" + TRACK) ? plain.substring(0, plain.length() - TRACK.length()) : plain;
        return whole.endsWith("/") ? whole : whole + "/";
    }
}
