package metro.cctv.link.context;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Nearest first; a full one is left out (domain.md row 28), and one that nobody knows about stands behind. */
final class HospitalRule {
    private HospitalRule() {}

    static List<ContextItem> ranked(List<ContextItem> hospitals, int limit) {
        return hospitals.stream()
                .filter(hospital -> !Objects.equals(hospital.free(), 0))
                .sorted(Comparator.comparing((ContextItem hospital) -> hospital.free() == null)
                        .thenComparing(ContextItem::distanceM))
                .limit(limit)
                .toList();
    }
}
