package metro.cctv.analytics.alert;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import metro.cctv.analytics.behaviour.BehaviourSeen;

/** The same stay of the same track is the same alert, however often its frames are replayed. */
final class AlertId {
    private AlertId() {}

    /** UUID version 8 (RFC 9562): the first bits of SHA-256 over what makes an alert this one. */
    static UUID of(String cameraId, BehaviourSeen seen) {
        String name = String.join(
                "|",
                cameraId,
                seen.zone().zoneId(),
                seen.behaviour().name(),
                Long.toString(seen.doer().trackId()),
                seen.startedAt().toString());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            hash[6] = (byte) ((hash[6] & 0x0f) | 0x80);
            hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
            ByteBuffer bits = ByteBuffer.wrap(hash);
            return new UUID(bits.getLong(), bits.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
