package metro.cctv.link.procedure;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metro.cctv.link.vocabulary.IncidentKind;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** The procedures of {@code procedures.yml}; kinds without their own have that of OTHER. */
@Validated
@ConfigurationProperties(prefix = "cctv.link.procedures", ignoreUnknownFields = false)
public record Procedures(@NotEmpty Map<IncidentKind, @Valid Procedure> kinds) {

    /**
     * @param source whose procedure it is
     * @param effectiveFrom since when it holds
     * @param items in the order in which they are shown
     */
    public record Procedure(
            @NotBlank String source,
            @NotNull LocalDate effectiveFrom,
            @NotEmpty List<@Valid Item> items) {}

    /**
     * @param code names it in the table and in paths
     * @param after items that must be done before this one
     */
    public record Item(
            @NotBlank @Pattern(regexp = "[a-z0-9-]{1,40}") String code,
            @NotBlank String korean,
            @NotBlank String english,
            @DefaultValue List<String> after) {}

    public Procedures {
        if (!kinds.containsKey(IncidentKind.OTHER))
            throw new IllegalArgumentException("cctv.link.procedures.kinds: OTHER is missing");
        kinds = new EnumMap<>(kinds);
        kinds.forEach((kind, procedure) -> requireOrder(kind, procedure.items()));
    }

    public Procedure of(IncidentKind kind) {
        Procedure own = kinds.get(kind);
        if (own != null) return own;
        Procedure other = kinds.get(IncidentKind.OTHER);
        if (other == null) throw new IllegalStateException("no procedure for OTHER");
        return other;
    }

    private static void requireOrder(IncidentKind kind, List<Item> items) {
        Set<String> before = new HashSet<>();
        for (Item item : items) {
            if (!before.containsAll(item.after()))
                throw new IllegalArgumentException("cctv.link.procedures.kinds.%s: %s comes after %s, not before it"
                        .formatted(kind, item.code(), item.after()));
            if (!before.add(item.code()))
                throw new IllegalArgumentException(
                        "cctv.link.procedures.kinds.%s: two items %s".formatted(kind, item.code()));
        }
    }
}
