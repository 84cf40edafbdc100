package metro.cctv.rtsp;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a session description says about the video (RFC 6184 §8.2, RFC 7798 §7.1).
 *
 * @param vps of H.265; empty: none
 * @param sps at least one
 */
public record VideoDescription(VideoCoding coding, List<ByteBuffer> vps, List<ByteBuffer> sps, List<ByteBuffer> pps) {

    public VideoDescription {
        vps = List.copyOf(vps);
        sps = List.copyOf(sps);
        pps = List.copyOf(pps);
        if (sps.isEmpty() || sps.getFirst().remaining() < 4) throw new IllegalArgumentException("sps: too short");
    }

    /** {@code a=rtpmap} and {@code a=fmtp}, without line ends. */
    public List<String> lines(int payloadType) {
        if (coding == VideoCoding.H265)
            return List.of(
                    "a=rtpmap:%d H265/90000".formatted(payloadType),
                    "a=fmtp:%d sprop-vps=%s;sprop-sps=%s;sprop-pps=%s"
                            .formatted(payloadType, base64(vps), base64(sps), base64(pps)));
        return List.of(
                "a=rtpmap:%d H264/90000".formatted(payloadType),
                "a=fmtp:%d packetization-mode=1;profile-level-id=%s;sprop-parameter-sets=%s,%s"
                        .formatted(payloadType, profileLevelId(), base64(sps), base64(pps)));
    }

    /** profile_idc, constraint flags and level_idc, e.g. {@code 42C01E}. */
    private String profileLevelId() {
        ByteBuffer set = sps.getFirst();
        int at = set.position();
        return "%02X%02X%02X".formatted(set.get(at + 1) & 0xff, set.get(at + 2) & 0xff, set.get(at + 3) & 0xff);
    }

    private static String base64(List<ByteBuffer> nals) {
        return nals.stream().map(VideoDescription::base64).collect(Collectors.joining(","));
    }

    private static String base64(ByteBuffer nal) {
        byte[] bytes = new byte[nal.remaining()];
        nal.get(nal.position(), bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
