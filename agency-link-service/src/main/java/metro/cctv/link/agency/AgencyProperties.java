package metro.cctv.link.agency;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.Map;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.problem.ProblemType;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** The agencies that are linked, by code ({@code 112}, {@code 119}); another is added here, not in code. */
@Validated
@ConfigurationProperties(prefix = "cctv.link.agency", ignoreUnknownFields = false)
public record AgencyProperties(@NotEmpty Map<String, @Valid Partner> partners) {

    /**
     * @param role of its clients
     * @param purpose of looking, as the ledger and the grants name it
     */
    public record Partner(
            @NotNull Role role,
            @NotBlank String purpose,
            @NotNull @Valid LegalBasis legalBasis) {}

    /**
     * @param text as the ledger names it
     * @param source where a lawyer finds it
     * @param effectiveFrom since when it holds
     */
    public record LegalBasis(
            @NotBlank String text,
            @NotBlank String source,
            @NotNull LocalDate effectiveFrom) {}

    public AgencyProperties {
        partners = Map.copyOf(partners);
    }

    /** @throws ProblemException when no such agency is linked */
    public Partner partner(String agency) {
        Partner partner = partners.get(agency);
        if (partner == null) throw new ProblemException(ProblemType.NOT_FOUND, "No such agency.");
        return partner;
    }
}
