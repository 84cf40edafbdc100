package metro.cctv.chassis.door;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.access.VideoAccessRule;
import metro.cctv.contracts.problem.ProblemType;
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

    /** @throws ProblemException {@code forbidden} unless the matrix gives the role a plain YES */
    public void require(Capability capability) {
        if (!may(capability))
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "This role may not do that: it takes the right " + capability + ".");
    }

    public boolean may(Capability capability) {
        return AccessMatrix.right(role, capability) == Right.YES;
    }

    /** For what is no single district's. */
    public void requireWholeCity() {
        if (!isOfWholeCity()) throw new ProblemException(ProblemType.FORBIDDEN, "Only for accounts of all districts.");
    }

    public boolean isOfWholeCity() {
        return districts.contains(VideoAccessRule.ALL_DISTRICTS);
    }

    public boolean belongsTo(String districtCode) {
        return isOfWholeCity() || districts.contains(districtCode);
    }
}
