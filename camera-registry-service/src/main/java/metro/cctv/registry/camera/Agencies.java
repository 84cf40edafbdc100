package metro.cctv.registry.camera;

/**
 * Whose camera it is.
 *
 * @param owner who bought it and repairs it
 * @param managing who answers for it in law (관리기관)
 */
public record Agencies(String owner, String managing) {
    public Agencies {
        Written.line("ownerAgency", owner, 200);
        Written.line("managingAgency", managing, 200);
    }

    /** One agency owns and manages it. */
    public static Agencies of(String agency) {
        return new Agencies(agency, agency);
    }
}
