package metro.cctv.link.report;

import java.util.LinkedHashMap;
import java.util.Map;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.incident.IncidentFacts;
import metro.cctv.link.vocabulary.IncidentKind;
import org.jspecify.annotations.Nullable;

/** What a room wants to read in a report besides where, when and what; a field list is published for none (domain.md §B). */
enum ReportForm {
    /** A 112 order states a response code (112 rules art. 5 ff.). */
    POLICE {
        @Override
        void fill(Map<String, Object> data, IncidentFacts facts, @Nullable Integer code) {
            Integer stated = code == null ? facts.code() : code;
            if (stated == null)
                throw new ProblemException(
                        ProblemType.INVALID_FIELD, "code: 0 to 4, a report to the police states one.");
            data.put("code", stated);
        }
    },
    /** 119 sends by category: fire, rescue, medical. */
    FIRE {
        @Override
        void fill(Map<String, Object> data, IncidentFacts facts, @Nullable Integer code) {
            if (code != null)
                throw new ProblemException(
                        ProblemType.INVALID_FIELD, "code: for the police only; 119 sends by category.");
            data.put("category", category(facts.kind()));
        }
    };

    abstract void fill(Map<String, Object> data, IncidentFacts facts, @Nullable Integer code);

    /** @throws ProblemException {@code invalid-field} when the form lacks something */
    Map<String, Object> of(IncidentFacts facts, String text, @Nullable Integer code) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("kind", facts.kind());
        fill(data, facts, code);
        data.put("text", text);
        data.put("lon", facts.lon());
        data.put("lat", facts.lat());
        if (facts.address() != null) data.put("address", facts.address());
        return data;
    }

    static String category(IncidentKind kind) {
        return switch (kind) {
            case FIRE -> "FIRE";
            case MEDICAL -> "MEDICAL";
            default -> "RESCUE";
        };
    }
}
