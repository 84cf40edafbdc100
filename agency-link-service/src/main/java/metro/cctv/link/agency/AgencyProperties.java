package metro.cctv.link.agency;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.CityTime;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.selection.SelectionChange;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The agencies that are linked, by code ({@code 112}, {@code 119}, {@code JUSTICE}); another one is added here, not in
 * code.
 */
@Validated
@ConfigurationProperties(prefix = "cctv.link.agency", ignoreUnknownFields = false)
public record AgencyProperties(@NotEmpty Map<String, @Valid Partner> partners) {
    /**
     * @param role of its clients; one that sees pictures only within an open case
     * @param entrustment the contract that its right rests on; null where a statute alone gives it
     * @param services what it may use, by name ({@code cases}, {@code dispatches})
     */
    public record Partner(
            @NotBlank String name,
            @NotBlank String nameKorean,
            @NotNull Role role,
            @NotNull @Valid LegalBasis legalBasis,
            @Nullable @Valid Entrustment entrustment,
            @NotEmpty Map<String, @Valid LinkService> services) {

        public Partner {
            services = Map.copyOf(services);
            if (AccessMatrix.right(role, Capability.OWN_LIVE) != Right.OPEN_CASE)
                throw new IllegalArgumentException("cctv.link.agency: " + role + " does not look by case");
        }

        /** Of looking into an incident that was shared with it. */
        public String purpose() {
            String first = services.containsKey("cases") ? "cases" : new TreeSet<>(services.keySet()).first();
            return service(first).purpose();
        }

        /** @throws ProblemException when the agency does not use it */
        public LinkService service(String service) {
            LinkService known = services.get(service);
            if (known == null) throw new ProblemException(ProblemType.NOT_FOUND, "No such service for this agency.");
            return known;
        }
    }

    /**
     * @param purpose of looking, as the ledger and the grants name it
     * @param stream the rendition: the main stream, or the small one for vehicles and boards of many pictures
     * @param room a dispatch shows its pictures to the agency's room as well, as {@code cases} does
     * @param contacts it is given telephone numbers of what stands in the way, while the case is open
     * @param selection what differs from the usual choice of cameras
     */
    public record LinkService(
            @NotBlank String purpose,
            @DefaultValue("MAIN") Stream stream,
            @DefaultValue("false") boolean room,
            @DefaultValue("false") boolean contacts,
            @Nullable @Valid SelectionChange selection) {}

    /**
     * @param text as the ledger names it
     * @param source where a lawyer finds it
     * @param effectiveFrom since when it holds
     */
    public record LegalBasis(
            @NotBlank String text,
            @NotBlank String source,
            @NotNull LocalDate effectiveFrom) {}

    /**
     * Entrustment by contract (PIPA art. 26).
     *
     * @param from first day
     * @param until last day
     */
    public record Entrustment(
            @NotBlank String contractNo,
            @NotNull LocalDate from,
            @NotNull LocalDate until) {

        boolean holdsAt(Instant now) {
            return !now.isBefore(from.atStartOfDay(CityTime.ZONE).toInstant()) && now.isBefore(endsAt());
        }

        Instant endsAt() {
            return until.plusDays(1).atStartOfDay(CityTime.ZONE).toInstant();
        }
    }

    public AgencyProperties {
        partners = Map.copyOf(partners);
    }

    /** @throws ProblemException when no such agency is linked */
    public Partner partner(String agency) {
        Partner partner = partners.get(agency);
        if (partner == null) throw new ProblemException(ProblemType.NOT_FOUND, "No such agency.");
        return partner;
    }

    /** Whether an agency may be given anything now; the centre itself needs no contract. */
    public boolean holdsAt(String agency, Instant now) {
        return entrustment(agency).map(contract -> contract.holdsAt(now)).orElse(true);
    }

    /** When an agency's right ends by itself; {@link Instant#MAX} where no contract says so. */
    public Instant endsAt(String agency) {
        return entrustment(agency).map(Entrustment::endsAt).orElse(Instant.MAX);
    }

    /** @throws ProblemException {@code contract-ended} */
    public void requireContract(String agency, Instant now) {
        if (!holdsAt(agency, now))
            throw new ProblemException(
                    ProblemType.CONTRACT_ENDED,
                    "The contract " + entrustment(agency).orElseThrow().contractNo() + " of " + agency
                            + " does not hold today.");
    }

    private Optional<Entrustment> entrustment(String agency) {
        return Optional.ofNullable(partners.get(agency)).map(Partner::entrustment);
    }
}
