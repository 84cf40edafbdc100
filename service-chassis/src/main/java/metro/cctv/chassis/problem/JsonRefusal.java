package metro.cctv.chassis.problem;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import metro.cctv.contracts.problem.ProblemType;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Why JSON does not fit what we expect: names the field, and what it may be. */
public final class JsonRefusal {
    private JsonRefusal() {}

    /** A record that refuses its values says why itself; everything else is of the wrong form. */
    public static ProblemException of(DatabindException wrong) {
        if (wrong instanceof ValueInstantiationException && wrong.getCause() instanceof IllegalArgumentException words)
            return new ProblemException(ProblemType.INVALID_FIELD, String.valueOf(words.getMessage()));
        String path = path(wrong);
        if (wrong instanceof InvalidFormatException format && !path.isEmpty()) {
            String expected = expected(format.getTargetType());
            if (!expected.isEmpty()) return new ProblemException(ProblemType.BAD_REQUEST, path + ": " + expected + ".");
        }
        return new ProblemException(
                ProblemType.BAD_REQUEST,
                path.isEmpty() ? "The body is no JSON we can read." : "Unknown or of the wrong form: " + path);
    }

    private static String expected(Class<?> type) {
        if (type.isEnum())
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        if (type == LocalDate.class) return "a date like 2026-11-22";
        if (type == Instant.class) return "a time like 2026-11-22T09:00:00Z";
        if (type == UUID.class) return "a UUID";
        if (type == Boolean.class || type == boolean.class) return "true or false";
        return Number.class.isAssignableFrom(type) || type.isPrimitive() ? "a number" : "";
    }

    /** E.g. {@code zones[0].kind}; a field's name may come from outside. */
    private static String path(DatabindException wrong) {
        StringBuilder path = new StringBuilder();
        for (var step : wrong.getPath())
            path.append(step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName());
        String plain = path.toString().replaceFirst("^\\.", "").replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 200 ? plain : plain.substring(0, 200);
    }
}
