package metro.cctv.registry.secret;

/**
 * A data key as it may lie in the database.
 *
 * @param masterKeyId the master key it was wrapped with
 * @param bytes for that key's keeper only
 */
record WrappedKey(String masterKeyId, byte[] bytes) {
    @Override
    public String toString() {
        return "WrappedKey[" + masterKeyId + "]";
    }
}
