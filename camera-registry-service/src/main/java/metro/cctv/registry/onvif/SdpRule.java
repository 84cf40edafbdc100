package metro.cctv.registry.onvif;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a DESCRIBE answer says of a stream (RFC 8866, 6184 §8.1, 7798 §7.1, 2435). Bounded, and no line is believed. */
final class SdpRule {
    static final int MAX_BYTES = 64 * 1024;
    static final int MAX_LINES = 1000;
    static final int MAX_LINE_CHARS = 8192;
    static final int MAX_MEDIA = 16;

    private SdpRule() {}

    /**
     * The first video.
     *
     * @param codec H264, H265, MJPEG, or what the device calls it
     * @param audio somewhere there is sound too
     */
    record Description(
            @Nullable String name,
            String codec,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Double fps,
            @Nullable Integer bitrateKbps,
            boolean audio) {}

    /** @throws SdpRefused saying what is wrong with it */
    static Description read(byte[] bytes) throws SdpRefused {
        if (bytes.length > MAX_BYTES) throw new SdpRefused("larger than 64 KiB");
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.stripLeading().startsWith("v=")) throw new SdpRefused("no session description");
        String[] lines = text.split("\r\n|\n|\r", MAX_LINES + 2);
        if (lines.length > MAX_LINES + 1) throw new SdpRefused("more than " + MAX_LINES + " lines");
        Media video = null;
        boolean audio = false;
        boolean inVideo = false;
        int media = 0;
        String name = null;
        for (String line : lines) {
            if (line.length() > MAX_LINE_CHARS) throw new SdpRefused("a line longer than " + MAX_LINE_CHARS);
            if (line.length() < 2 || line.charAt(1) != '=') continue;
            if (line.startsWith("m=")) {
                if (++media > MAX_MEDIA) throw new SdpRefused("more than " + MAX_MEDIA + " media");
                audio |= line.startsWith("m=audio");
                inVideo = video == null && line.startsWith("m=video");
                if (inVideo) video = new Media(payloadType(line));
            } else if (inVideo && video != null) video.take(line);
            else if (media == 0 && line.startsWith("s=")) name = Words.lineOrNull(line.substring(2));
        }
        if (video == null) throw new SdpRefused("without a picture");
        return video.description(name, audio);
    }

    private static String payloadType(String line) {
        String[] parts = line.strip().split("\\s+");
        return parts.length > 3 ? parts[3] : "";
    }

    /** The first video section while it is read. */
    private static final class Media {
        private final String payloadType;
        private final Map<String, String> parameters = new HashMap<>();
        private String codec = "";
        private @Nullable Double fps;
        private ParameterSetRule.@Nullable Size size;
        private @Nullable Integer bitrateKbps;

        Media(String payloadType) {
            this.payloadType = payloadType;
            if (payloadType.equals("26")) codec = "MJPEG";
        }

        void take(String line) {
            if (line.startsWith("a=rtpmap:" + payloadType + " ")) codec = codec(line.substring(line.indexOf(' ') + 1));
            else if (line.startsWith("a=fmtp:" + payloadType + " ")) parameters(line.substring(line.indexOf(' ') + 1));
            else if (line.startsWith("a=framerate:")) fps = number(line.substring(12));
            else if (line.startsWith("a=framesize:")) size = size(line.replaceFirst("^a=framesize:\\d+\\s+", ""), "-");
            else if (line.startsWith("a=x-dimensions:")) size = size(line.substring(15), ",");
            else if (line.startsWith("b=AS:")) {
                Double kbps = number(line.substring(5));
                if (kbps != null && kbps > 0 && kbps < 1_000_000) bitrateKbps = kbps.intValue();
            }
        }

        private static String codec(String map) {
            String name = Words.line(map.split("/", 2)[0]).toUpperCase(Locale.ROOT);
            return switch (name) {
                case "H264", "H265" -> name;
                case "HEVC" -> "H265";
                case "JPEG" -> "MJPEG";
                default -> name.length() > 32 ? name.substring(0, 32) : name;
            };
        }

        private void parameters(String list) {
            for (String part : list.split(";", 64)) {
                int equals = part.indexOf('=');
                if (equals > 0)
                    parameters.put(
                            part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                            part.substring(equals + 1).strip());
            }
        }

        Description description(@Nullable String name, boolean audio) {
            Optional<ParameterSetRule.Size> written = Optional.ofNullable(size);
            Optional<ParameterSetRule.Size> coded = switch (codec) {
                case "H264" -> decoded("sprop-parameter-sets").flatMap(ParameterSetRule::h264);
                case "H265" -> decoded("sprop-sps").flatMap(ParameterSetRule::h265);
                default -> Optional.empty();
            };
            // What the coder writes counts more than what the SDP's author believes.
            Optional<ParameterSetRule.Size> best = coded.or(() -> written);
            return new Description(
                    name,
                    codec,
                    best.map(ParameterSetRule.Size::width).orElse(null),
                    best.map(ParameterSetRule.Size::height).orElse(null),
                    fps == null || fps <= 0 || fps > 240 ? null : fps,
                    bitrateKbps,
                    audio);
        }

        private Optional<byte[]> decoded(String name) {
            String value = parameters.getOrDefault(name, "").split(",", 2)[0].strip();
            try {
                return value.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Base64.getDecoder().decode(value));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private static ParameterSetRule.@Nullable Size size(String text, String between) {
            String[] sides = text.strip().split(between, 3);
            if (sides.length != 2 || !sides[0].matches("\\d{1,5}") || !sides[1].matches("\\d{1,5}")) return null;
            int width = Integer.parseInt(sides[0]);
            int height = Integer.parseInt(sides[1]);
            return width == 0 || height == 0 ? null : new ParameterSetRule.Size(width, height);
        }

        private static @Nullable Double number(String text) {
            String plain = text.strip();
            return plain.matches("\\d{1,7}(\\.\\d{1,6})?") ? Double.valueOf(plain) : null;
        }
    }

    /** The words follow "it is ". */
    static final class SdpRefused extends Exception {
        private static final long serialVersionUID = 1L;

        SdpRefused(String words) {
            super(words, null, false, false);
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }
}
