package metro.cctv.link.incident;

import java.text.Normalizer;
import java.util.Locale;

/** Free words become a kind of the vocabulary. An unknown phrase is OTHER: words never hold up an emergency. */
public final class IncidentKindRule {
    private IncidentKindRule() {}

    /** A kind's own name, or the first kind, in the order of the vocabulary, of which an alias occurs. */
    public static IncidentKind of(String phrase) {
        String plain = Normalizer.normalize(phrase, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        String name = plain.strip().replace('-', '_').replace(' ', '_');
        String words = plain.replaceAll("[\\s\\p{Punct}]", "");
        for (IncidentKind kind : IncidentKind.values())
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) return kind;
        for (IncidentKind kind : IncidentKind.values())
            if (kind.aliases().stream().anyMatch(words::contains)) return kind;
        return IncidentKind.OTHER;
    }
}
