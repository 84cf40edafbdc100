package metro.cctv.link.vocabulary;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import metro.cctv.link.vocabulary.Vocabulary.Word;

/** Free words become a kind of the vocabulary. */
final class PhraseRule {
    private PhraseRule() {}

    /** @param kinds gravest first */
    static IncidentKind kindOf(String rawPhrase, Map<IncidentKind, Word> kinds) {
        String name = Normalizer.normalize(rawPhrase, Normalizer.Form.NFC)
                .strip()
                .toUpperCase(Locale.ROOT)
                .replace('-', '_')
                .replace(' ', '_');
        for (IncidentKind kind : IncidentKind.values()) if (kind.name().equals(name)) return kind;
        String words = plain(rawPhrase);
        for (Map.Entry<IncidentKind, Word> kind : kinds.entrySet()) {
            if (kind.getValue().korean().equals(rawPhrase.strip())) return kind.getKey();
            if (kind.getValue().phrases().stream().anyMatch(words::contains)) return kind.getKey();
        }
        return IncidentKind.OTHER;
    }

    /** Composed, lower case, without spaces and punctuation. */
    static String plain(String phrase) {
        return Normalizer.normalize(phrase, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Punct}]", "");
    }
}
