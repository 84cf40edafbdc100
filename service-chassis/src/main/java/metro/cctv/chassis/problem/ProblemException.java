package metro.cctv.chassis.problem;

import java.io.Serial;
import java.util.Map;
import metro.cctv.contracts.problem.ProblemType;

/** A refusal with a stable type. The detail is shown to the caller: what is wrong and what to do, never a secret. */
public class ProblemException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient Map<String, Object> properties;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    public ProblemException(ProblemType type, String detail, Map<String, Object> properties) {
        super(detail);
        this.type = type;
        this.properties = Map.copyOf(properties);
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public Map<String, Object> properties() {
        return properties;
    }
}
