package metro.cctv.registry.camera;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * Many rows in one statement: each named parameter becomes one array of texts that PostgreSQL takes apart again ({@code
 * unnest}), and the casts that stand behind the parameters make them what they were. A JDBC batch would run one statement a
 * row.
 */
final class ManyRows {
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-zA-Z]\\w*)");

    private final List<String> names;
    private final String from;

    /** @param values SQL expressions over named parameters, with a cast behind each that is no text */
    ManyRows(String values) {
        names = PARAMETER
                .matcher(values)
                .results()
                .map(m -> m.group(1))
                .distinct()
                .toList();
        from = "unnest(" + names.stream().map(n -> "?::text[]").collect(Collectors.joining(", ")) + ") as p("
                + String.join(", ", names) + ")";
    }

    /** {@code unnest(…) as p(…)}. */
    String from() {
        return from;
    }

    /** The expressions over the rows of {@link #from}. */
    static String overRows(String values) {
        return PARAMETER.matcher(values).replaceAll("p.$1");
    }

    /** @return how many rows the statement touched */
    int write(JdbcOperations jdbc, String sql, List<? extends SqlParameterSource> rows) {
        if (rows.isEmpty()) return 0;
        Object[] arrays = names.stream()
                .map(name -> rows.stream().map(row -> text(row.getValue(name))).toArray(String[]::new))
                .toArray();
        return jdbc.update(sql, statement -> {
            for (int i = 0; i < arrays.length; i++) statement.setObject(i + 1, arrays[i]);
        });
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
