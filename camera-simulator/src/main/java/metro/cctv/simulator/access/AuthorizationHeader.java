package metro.cctv.simulator.access;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code Scheme name=value, name="quoted value"}, read strictly.
 *
 * @param scheme lower case
 * @param parameters names in lower case
 */
record AuthorizationHeader(String scheme, Map<String, String> parameters) {
    private static final int MAX_CHARACTERS = 2048;
    private static final int MAX_PARAMETERS = 16;

    /** Null where the header is not well formed. */
    static @Nullable AuthorizationHeader parse(String header) {
        int space = header.indexOf(' ');
        if (header.length() > MAX_CHARACTERS || space < 1) return null;
        Map<String, String> parameters = new HashMap<>();
        int at = space;
        while (true) {
            at = skip(header, at, " \t,");
            if (at == header.length()) break;
            int equals = header.indexOf('=', at);
            if (equals < 0) return null;
            String name = header.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder value = new StringBuilder();
            at = readValue(header, skip(header, equals + 1, " \t"), value);
            if (at < 0 || parameters.size() == MAX_PARAMETERS) return null;
            // A name given twice is how parsers are played against each other.
            if (parameters.put(name, value.toString()) != null) return null;
        }
        return new AuthorizationHeader(header.substring(0, space).toLowerCase(Locale.ROOT), parameters);
    }

    @Nullable
    String get(String name) {
        return parameters.get(name);
    }

    private static int skip(String text, int from, String characters) {
        int at = from;
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) at++;
        return at;
    }

    /** Appends the value at {@code from}; answers where it ends, or -1. */
    private static int readValue(String text, int from, StringBuilder value) {
        if (from >= text.length()) return -1;
        if (text.charAt(from) != '"') {
            int comma = text.indexOf(',', from);
            int end = comma < 0 ? text.length() : comma;
            value.append(text.substring(from, end).strip());
            return end;
        }
        for (int i = from + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') return i + 1;
            if (c == '\\' && ++i < text.length()) c = text.charAt(i);
            value.append(c);
        }
        return -1;
    }
}
