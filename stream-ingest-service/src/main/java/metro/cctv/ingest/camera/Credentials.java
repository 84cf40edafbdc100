package metro.cctv.ingest.camera;

/** A camera's user name and password. Never in a log line: {@code toString} hides both. */
public record Credentials(String username, String password) {
    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
