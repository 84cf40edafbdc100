package metro.cctv.link.vocabulary;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** The vocabulary as {@code vocabulary.yml} has it; each kind of {@link IncidentKind} must be in it. */
@Validated
@ConfigurationProperties(prefix = "cctv.link.vocabulary", ignoreUnknownFields = false)
public record Vocabulary(@NotNull Map<IncidentKind, @Valid Word> kinds) {

    /**
     * @param korean the kind's name on the screen and in reports
     * @param statistics the class it is counted in, unless a person says otherwise
     * @param phrases what people and agencies say, lower case, without spaces; one that occurs anywhere is enough
     */
    public record Word(
            @NotBlank String korean,
            @NotNull StatisticsClass statistics,
            @DefaultValue List<@NotBlank String> phrases) {}

    public Vocabulary {
        if (kinds.isEmpty()) throw new IllegalArgumentException("cctv.link.vocabulary: no kinds");
        Map<IncidentKind, Word> inOrder = new EnumMap<>(kinds);
        for (IncidentKind kind : IncidentKind.values())
            if (!inOrder.containsKey(kind))
                throw new IllegalArgumentException("cctv.link.vocabulary.kinds: " + kind + " is missing");
        inOrder.forEach((kind, word) -> word.phrases().forEach(phrase -> requirePlain(kind, phrase)));
        kinds = inOrder;
    }

    /** A kind's own name, or the gravest kind of which a phrase occurs; else OTHER: words never hold up an emergency. */
    public IncidentKind kindOf(String rawPhrase) {
        return PhraseRule.kindOf(rawPhrase, kinds);
    }

    public StatisticsClass classOf(IncidentKind kind) {
        Word word = kinds.get(kind);
        if (word == null) throw new IllegalStateException("no such kind: " + kind);
        return word.statistics();
    }

    private static void requirePlain(IncidentKind kind, String phrase) {
        if (!phrase.equals(PhraseRule.plain(phrase)))
            throw new IllegalArgumentException("cctv.link.vocabulary.kinds." + kind + ": write \"" + phrase + "\" as \""
                    + PhraseRule.plain(phrase) + "\", or it is never found");
    }
}
