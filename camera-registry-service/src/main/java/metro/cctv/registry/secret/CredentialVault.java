package metro.cctv.registry.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Envelope encryption: every camera's log-in has a data key of its own, bound to the camera's code and to this purpose, so
 * that a row cannot be moved to another camera. Data keys lie beside it, wrapped by a master key.
 */
final class CredentialVault {
    /** 0x02: length of the user name (2 bytes), user name, password; UTF-8. */
    private static final byte FORMAT = 2;
    /** 0x01: JSON, encrypted with the key file itself, bound to the code alone. */
    private static final byte FIRST_FORMAT = 1;

    private final MasterKeys masterKeys;

    CredentialVault(MasterKeys masterKeys) {
        this.masterKeys = masterKeys;
    }

    /** @param secret 0x02, then what {@link Aead} makes of the log-in */
    record Envelope(WrappedKey dataKey, byte[] secret) {}

    Envelope seal(String cameraId, Credentials credentials) {
        byte[] dataKey = Aead.random(MasterKeys.DATA_KEY_BYTES);
        byte[] plain = plain(credentials);
        try {
            byte[] sealed = Aead.seal(dataKey, boundTo(cameraId), plain);
            return new Envelope(
                    masterKeys.wrap(dataKey),
                    ByteBuffer.allocate(1 + sealed.length)
                            .put(FORMAT)
                            .put(sealed)
                            .array());
        } finally {
            Arrays.fill(dataKey, (byte) 0);
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** @throws KeyRefused when the bytes were changed, are another camera's, or the master key is another or away */
    Credentials open(String cameraId, Envelope envelope) {
        byte[] secret = envelope.secret();
        if (secret.length < 2 || secret[0] != FORMAT)
            throw KeyRefused.lasting("credentials of " + cameraId + ": unknown format");
        byte[] dataKey = masterKeys.unwrap(envelope.dataKey());
        try {
            return read(Aead.open(dataKey, boundTo(cameraId), Arrays.copyOfRange(secret, 1, secret.length)));
        } catch (GeneralSecurityException e) {
            throw KeyRefused.lasting("credentials of " + cameraId + ": changed, or another camera's");
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    /** What this service wrote before it had envelopes. */
    static Credentials openFirstFormat(byte[] key, String cameraId, byte[] sealed, JsonMapper json) {
        if (sealed.length < 2 || sealed[0] != FIRST_FORMAT)
            throw KeyRefused.lasting("credentials of " + cameraId + ": unknown format");
        try {
            byte[] plain = Aead.open(key, cameraId, Arrays.copyOfRange(sealed, 1, sealed.length));
            return json.readValue(plain, Credentials.class);
        } catch (GeneralSecurityException e) {
            throw KeyRefused.lasting("credentials of " + cameraId + ": changed, another camera's, or another key file");
        } catch (JacksonException e) {
            throw KeyRefused.lasting("credentials of " + cameraId + ": unknown format");
        }
    }

    private static String boundTo(String cameraId) {
        return "cctv/camera-credentials/2 " + cameraId;
    }

    private static byte[] plain(Credentials credentials) {
        byte[] username = credentials.username().getBytes(StandardCharsets.UTF_8);
        byte[] password = credentials.password().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Short.BYTES + username.length + password.length)
                .putShort((short) username.length)
                .put(username)
                .put(password)
                .array();
    }

    private static Credentials read(byte[] plain) {
        int username = ByteBuffer.wrap(plain).getShort();
        int password = Short.BYTES + username;
        var credentials = new Credentials(
                new String(plain, Short.BYTES, username, StandardCharsets.UTF_8),
                new String(plain, password, plain.length - password, StandardCharsets.UTF_8));
        Arrays.fill(plain, (byte) 0);
        return credentials;
    }
}
