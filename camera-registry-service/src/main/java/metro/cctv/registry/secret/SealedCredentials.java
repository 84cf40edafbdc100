package metro.cctv.registry.secret;

/** A log-in ready for the table; made outside a transaction, because a key service may have to be asked. */
public final class SealedCredentials {
    final String cameraId;
    final WrappedKey dataKey;
    final byte[] secret;
    final byte[] fingerprint;

    SealedCredentials(String cameraId, WrappedKey dataKey, byte[] secret, byte[] fingerprint) {
        this.cameraId = cameraId;
        this.dataKey = dataKey;
        this.secret = secret;
        this.fingerprint = fingerprint;
    }

    @Override
    public String toString() {
        return "SealedCredentials[" + cameraId + "]";
    }
}
