package metro.cctv.contracts.access;

/**
 * One door of a service.
 *
 * @param path as the service maps it; what stands in braces is a variable
 */
public record DoorLine(String method, String path) {
    /** @param text method and path, a blank between */
    static DoorLine of(String text) {
        int blank = text.indexOf(' ');
        return new DoorLine(text.substring(0, blank), text.substring(blank + 1));
    }

    /** The same for two spellings of a door that differ in the names of variables only. */
    public static String key(String method, String path) {
        return method + " " + path.replaceAll("\\{[^}]*}", "{}");
    }

    public String key() {
        return key(method, path);
    }
}
