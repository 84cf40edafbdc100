package metro.cctv.ingest.relay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.access.VideoAccessRule;
import metro.cctv.contracts.incident.GrantChanged;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** May this viewer see this camera now? Decided on the camera that was found and on the grants that are open this second. */
final class LiveViewRule {
    /** The agency of grants for the control centre's own incidents. */
    static final String CENTRE = "CENTRE";

    private static final int MAX_TICKET = 200;

    private LiveViewRule() {}

    /** @param agency null: an account of the control centre */
    record Person(
            String subject,
            Role role,
            Set<String> districts,
            @Nullable String agency) {}

    sealed interface Decision {
        /** @param grant the case that opened it; empty for a standing right */
        record Allowed(Optional<GrantChanged> grant) implements Decision {}

        record Refused(ProblemType problem) implements Decision {}
    }

    /**
     * @param ticketSha256 of the media URL's ticket, null when there is none; a ticket decides alone
     * @param person null when no token came along
     * @param openGrants of this camera, open now
     */
    static Decision decide(
            @Nullable String ticketSha256,
            @Nullable Person person,
            String cameraDistrict,
            List<GrantChanged> openGrants) {
        if (ticketSha256 != null) {
            Optional<GrantChanged> grant = openGrants.stream()
                    .filter(open -> MessageDigest.isEqual(bytes(open.ticketSha256()), bytes(ticketSha256)))
                    .filter(open -> open.unit() == null)
                    .findFirst();
            return grant.isPresent() ? new Decision.Allowed(grant) : new Decision.Refused(ProblemType.TICKET_REFUSED);
        }
        if (person == null) return new Decision.Refused(ProblemType.NOT_AUTHENTICATED);
        String agency = Objects.requireNonNullElse(person.agency(), CENTRE);
        Optional<GrantChanged> covering = openGrants.stream()
                .filter(grant -> grant.speaksFor(agency, person.role(), person.subject()))
                .findFirst();
        boolean standing = VideoAccessRule.live(person.role(), person.districts(), cameraDistrict, false)
                == VideoAccessRule.Decision.ALLOWED;
        return switch (VideoAccessRule.live(person.role(), person.districts(), cameraDistrict, covering.isPresent())) {
            case ALLOWED -> new Decision.Allowed(standing ? Optional.empty() : covering);
            case FORBIDDEN -> new Decision.Refused(ProblemType.FORBIDDEN);
            case CASE_NEEDED -> new Decision.Refused(ProblemType.CASE_NEEDED);
            case APPROVAL_NEEDED -> new Decision.Refused(ProblemType.APPROVAL_NEEDED);
        };
    }

    /** @return null when there is no ticket; an oversized one matches nothing */
    static @Nullable String hash(@Nullable String ticket) {
        if (ticket == null || ticket.isEmpty()) return null;
        if (ticket.length() > MAX_TICKET) return "";
        try {
            return java.util.HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(ticket)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
