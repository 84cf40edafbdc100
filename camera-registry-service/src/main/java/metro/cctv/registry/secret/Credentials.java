package metro.cctv.registry.secret;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** A camera's log-in. Goes in by the front door, comes out for our own services only, and is never printed. */
public record Credentials(
        @NotNull
        @Size(min = 1, max = 128, message = "1 to 128 characters")
        @Pattern(regexp = "[^\\p{Cntrl}:]*", message = "no control characters and no ':' (RFC 7617)")
        String username,

        @NotNull
        @Size(max = 128, message = "at most 128 characters")
        @Pattern(regexp = "[^\\p{Cntrl}]*", message = "no control characters")
        String password) {
    @Override
    public String toString() {
        return "Credentials[***]";
    }
}
