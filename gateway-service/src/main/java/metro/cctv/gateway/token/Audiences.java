package metro.cctv.gateway.token;

/** Who signs, and whom a token is meant for. */
public final class Audiences {
    public static final String ISSUER = "metro-cctv";
    /** Access tokens of agencies and of people's scripts, for the public door. */
    public static final String OUTSIDE = "metro-cctv";
    /** Internal tokens, for the services behind the door. */
    public static final String SERVICES = "metro-cctv-services";

    private Audiences() {}
}
