package metro.cctv.registry.camera;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** A camera's log-in. Goes in by the front door, comes out for our own ingest only, and is never printed. */
record Credentials(
        @NotNull @Size(min = 1, max = 128) @Pattern(regexp = "[^\\p{Cntrl}:]*")
        String username,

        @NotNull @Size(max = 128) @Pattern(regexp = "[^\\p{Cntrl}]*")
        String password) {
    @Override
    public String toString() {
        return "Credentials[***]";
    }
}
