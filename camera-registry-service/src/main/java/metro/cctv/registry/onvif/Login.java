package metro.cctv.registry.onvif;

/** How a device lets somebody in. */
public enum Login {
    NONE,
    DIGEST,
    USERNAME_TOKEN,
    BASIC
}
