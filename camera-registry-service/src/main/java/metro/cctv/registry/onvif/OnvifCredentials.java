package metro.cctv.registry.onvif;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** A device's log-in, for as long as a call lasts. Never printed, never sent back. */
public record OnvifCredentials(
        @NotNull @Size(min = 1, max = 128) @Pattern(regexp = "[^\\p{Cntrl}:]*")
        String username,

        @NotNull @Size(max = 128) @Pattern(regexp = "[^\\p{Cntrl}]*")
        String password) {
    @Override
    public String toString() {
        return "OnvifCredentials[***]";
    }
}
