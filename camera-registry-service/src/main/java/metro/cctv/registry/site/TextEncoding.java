package metro.cctv.registry.site;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** The two encodings that the standard data comes in. */
enum TextEncoding {
    UTF_8("UTF-8", StandardCharsets.UTF_8),
    /** Microsoft's superset of EUC-KR; Java calls it MS949. */
    CP949("CP949", Charset.forName("MS949"));

    private final String label;
    private final Charset charset;

    TextEncoding(String label, Charset charset) {
        this.label = label;
        this.charset = charset;
    }

    @JsonValue
    String label() {
        return label;
    }

    Charset charset() {
        return charset;
    }

    /** @return null: to be found out */
    static @Nullable TextEncoding told(@Nullable String name) {
        if (name == null || name.equalsIgnoreCase("auto")) return null;
        return of(name);
    }

    static TextEncoding of(String name) {
        return switch (name.toLowerCase(java.util.Locale.ROOT)) {
            case "utf-8", "utf8" -> UTF_8;
            case "cp949", "ms949", "euc-kr" -> CP949;
            default -> throw new ProblemException(ProblemType.BAD_REQUEST, "encoding: utf-8 or cp949.");
        };
    }
}
