package metro.cctv.chassis.door;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.access.VideoAccessRule;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * The person, agency or service behind a request, as the gateway vouches for it. A controller takes it as a parameter.
 *
 * @param districts codes the account belongs to, or {@link VideoAccessRule#ALL_DISTRICTS}
 */
public record Caller(
        String subject,
        Role role,
        Set<String> districts,
        @Nullable String agency) {

    public static Caller of(Jwt jwt) {
        List<String> districts = jwt.getClaimAsStringList("districts");
        return new Caller(
                required(jwt.getSubject(), "sub"),
                Role.valueOf(required(jwt.getClaimAsString("role"), "role")),
                districts == null ? Set.of() : Set.copyOf(districts),
                jwt.getClaimAsString("agency"));
    }

    private static String required(@Nullable String claim, String name) {
        if (claim == null) throw new BadJwtException("The claim \"" + name + "\" is missing.");
        return claim;
    }

    public static Optional<Caller> of(@Nullable Authentication authentication) {
        return authentication instanceof JwtAuthenticationToken token
                ? Optional.of(of(token.getToken()))
                : Optional.empty();
    }

    /** The caller of the request on this thread, if it came with a token. */
    public static Optional<Caller> current() {
        return of(SecurityContextHolder.getContext().getAuthentication());
    }

    public boolean belongsTo(String districtCode) {
        return districts.contains(VideoAccessRule.ALL_DISTRICTS) || districts.contains(districtCode);
    }
}
