package metro.cctv.registry.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a person typed, folded as the names are: composed, small letters, without spaces and signs. */
final class SearchRule {
    static final int MAX_LENGTH = 100;

    /** The first consonants in the order of the syllables' block, as keyboards write them (compatibility letters). */
    private static final String INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

    private static final String SILENT = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~·ㆍ・–—“”‘’（）「」\u00a0\u3000";
    private static final int FIRST_SYLLABLE = '가';
    private static final int SYLLABLES_AN_INITIAL = 588;
    /** The same consonants as single conjoining letters, which some systems write. */
    private static final int FIRST_CONJOINING = 0x1100;

    private SearchRule() {}

    /**
     * @param whole everything without its spaces
     * @param words as they were parted by spaces
     * @param initials something of it is a bare consonant
     */
    record Wanted(String whole, List<String> words, boolean initials) {

        /** What a name must hold for {@link #pattern} to have a chance. */
        String key() {
            return initials ? initialsOf(whole) : whole;
        }

        /** A regular expression: a bare consonant stands for all its syllables. No sign of its own gets here. */
        String pattern() {
            StringBuilder pattern = new StringBuilder();
            for (char ch : whole.toCharArray()) {
                int at = INITIALS.indexOf(ch);
                if (at < 0) pattern.append(ch);
                else {
                    char from = (char) (FIRST_SYLLABLE + at * SYLLABLES_AN_INITIAL);
                    char to = (char) (from + SYLLABLES_AN_INITIAL - 1);
                    pattern.append('[')
                            .append(from)
                            .append('-')
                            .append(to)
                            .append(ch)
                            .append(']');
                }
            }
            return pattern.toString();
        }
    }

    static Wanted read(String typed) {
        if (typed.length() > MAX_LENGTH)
            throw new IllegalArgumentException("q: at most " + MAX_LENGTH + " characters, was " + typed.length());
        List<String> words = new ArrayList<>();
        for (String word : Normalizer.normalize(typed, Normalizer.Form.NFC).split("\\s+")) {
            String folded = fold(word);
            if (!folded.isEmpty()) words.add(folded);
        }
        if (words.isEmpty()) throw new IllegalArgumentException("q: a letter or a digit is needed");
        String whole = String.join("", words);
        return new Wanted(whole, List.copyOf(words), whole.chars().anyMatch(ch -> INITIALS.indexOf(ch) >= 0));
    }

    static String fold(String text) {
        StringBuilder folded = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .map(SearchRule::compatible)
                .filter(SearchRule::isSpoken)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    /** As the database's own folding ({@code search_fold}). */
    private static boolean isSpoken(int letter) {
        return SILENT.indexOf(letter) < 0 && !Character.isWhitespace(letter) && !Character.isISOControl(letter);
    }

    static String initialsOf(String folded) {
        StringBuilder initials = new StringBuilder();
        for (char ch : folded.toCharArray()) {
            int syllable = ch - FIRST_SYLLABLE;
            initials.append(syllable >= 0 && ch <= '힣' ? INITIALS.charAt(syllable / SYLLABLES_AN_INITIAL) : ch);
        }
        return initials.toString();
    }

    /** Pairs of neighbours, as the index holds them; none for a single letter. */
    static String[] pairs(List<String> texts) {
        Set<String> pairs = new LinkedHashSet<>();
        for (String text : texts) for (int i = 0; i + 2 <= text.length(); i++) pairs.add(text.substring(i, i + 2));
        return pairs.toArray(String[]::new);
    }

    private static int compatible(int letter) {
        int at = letter - FIRST_CONJOINING;
        return at >= 0 && at < INITIALS.length() ? INITIALS.charAt(at) : letter;
    }
}
